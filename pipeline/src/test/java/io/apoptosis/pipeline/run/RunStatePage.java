package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.run.Transitions.Cause;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** docs/run-state.md: the table, and a diagram of what it says about runs that nobody meddles with. */
final class RunStatePage {
    private static final Set<Cause> DRAWN = Set.of(Cause.START, Cause.RESULT, Cause.RESUME, Cause.RETRY);

    private RunStatePage() {}

    static String write() {
        return """
                # The states of a run

                Written from `Transitions` by `TransitionsTest` (`-Dapoptosis.docs=write`); do not edit. The test fails where the table and the
                fold differ: an arrow that is never taken, one that is not declared, or a pair that nobody has decided.

                ```mermaid
                stateDiagram-v2
                    [*] --> QUEUED: submitted
                %s
                    COMPLETED --> [*]
                    CANCELLED --> [*]
                ```

                Not drawn: every state but COMPLETED and CANCELLED can be cancelled; every one that is neither over nor paused can be paused; a run that
                is not over fails with a task that will not succeed, or with its deadline – unless its results are there and only its objects are left to be
                swept: then it is COMPLETED.

                ## Where everything leads

                The state's own name: it stays, with more done. Nothing: ignored (commands are answered with 409 and the state).

                | | %s |
                |---|%s
                %s
                """.formatted(arrows(), heads(), "---|".repeat(Cause.values().length), rows());
    }

    private static String arrows() {
        return Transitions.states().stream()
                .flatMap(state -> Arrays.stream(Cause.values())
                        .filter(DRAWN::contains)
                        .flatMap(cause -> Transitions.of(state, cause).stream()
                                .filter(next -> !next.equals(state))
                                .map(next -> "    %s --> %s: %s".formatted(state, next, name(cause)))))
                .collect(Collectors.joining("\n"));
    }

    private static String heads() {
        return Arrays.stream(Cause.values()).map(RunStatePage::name).collect(Collectors.joining(" | "));
    }

    private static String rows() {
        return Transitions.states().stream()
                .map(state -> "| **%s** | %s |".formatted(state, cells(state)))
                .collect(Collectors.joining("\n"));
    }

    private static String cells(String state) {
        return Arrays.stream(Cause.values())
                .map(cause -> String.join(", ", Transitions.of(state, cause)))
                .collect(Collectors.joining(" | "));
    }

    private static String name(Cause cause) {
        return cause.name().toLowerCase(Locale.ROOT);
    }
}
