package io.apoptosis.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.apoptosis.pipeline.WrittenPage;
import io.apoptosis.pipeline.message.Command.SubmitRun;
import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.Handling.Keep;
import io.apoptosis.pipeline.run.Transitions.Cause;
import io.apoptosis.pipeline.spec.RunSpec;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table is what the fold does, all of it and nothing else; and the page about it is up to date. */
class TransitionsTest {
    @Test
    void everyStateAndEverythingThatCanHappenToItIsDecided() {
        List<String> states = Arrays.stream(
                        RunState.class.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::name)
                .toList();

        assertThat(Transitions.states()).containsExactlyInAnyOrderElementsOf(states);
        for (String state : states) {
            for (Cause cause : Cause.values()) {
                assertThat(Transitions.of(state, cause))
                        .as("%s on %s", state, cause)
                        .isSubsetOf(states);
            }
        }
        assertThatThrownBy(() -> Transitions.of("DREAMING", Cause.PAUSE)).hasMessageContaining("undecided");
    }

    @Test
    void whatIsDeclaredIsTakenAndNothingElse() {
        Set<String> taken = new TreeSet<>();
        for (SubmitRun submit : submissions()) {
            taken.addAll(Exploration.of(submit));
        }

        Set<String> declared = new TreeSet<>();
        for (String state : Transitions.states()) {
            for (Cause cause : Cause.values()) {
                Transitions.of(state, cause).forEach(next -> declared.add(Exploration.arrow(state, cause, next)));
            }
        }
        assertThat(taken).isEqualTo(declared);
    }

    @Test
    void thePageIsUpToDate() throws IOException {
        WrittenPage.isUpToDate("docs/run-state.md", RunStatePage.write());
    }

    private static RunSpec repairingOnly() {
        RunSpec full = Example.repairing();
        return new RunSpec(
                full.name(),
                full.model(),
                full.data(),
                full.importance(),
                full.prune(),
                null,
                full.seed(),
                full.threads());
    }

    private static List<SubmitRun> submissions() {
        return Stream.of(
                        Example.spec(),
                        Example.spec(List.of(0.5), 1, 0),
                        Example.spec(List.of(0.6, 0.4), 1, 1),
                        Example.measuringOnly(),
                        Example.repairing(),
                        repairingOnly())
                .flatMap(spec -> Stream.of(Keep.ALL, Keep.FINAL)
                        .map(keep -> new SubmitRun(
                                Example.ID,
                                Example.START,
                                spec,
                                Example.checkpoint("dense"),
                                1000,
                                100,
                                new Handling("ada", Handling.Priority.NORMAL, Exploration.DEADLINE, keep))))
                .toList();
    }
}
