package io.apoptosis.pipeline.run;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every state, everything that can happen, and where it leads: what {@link RunFold} does, as a table. A test holds the two together, and
 * docs/run-state.md is written from it. What leads nowhere is ignored.
 */
public final class Transitions {
    private static final String[] NOWHERE = {};
    private static final String[] STAGES = {
        "EVALUATING", "SCORING", "PRUNING", "REPAIRING", "FINETUNING", "EXPORTING", "CLEANING"
    };
    private static final Map<String, Map<Cause, Set<String>>> TABLE = table();

    private Transitions() {}

    /** What can happen to a run. */
    public enum Cause {
        /** Admission lets it in. */
        START,
        /** A task of its stage has its result. */
        RESULT,
        /** A task of its stage will not succeed: its failure is permanent, or its tries are used up. */
        FAILURE,
        /** Its deadline passes. */
        DEADLINE,
        PAUSE,
        RESUME,
        /** A step is to be done again. */
        RETRY,
        CANCEL
    }

    public static List<String> states() {
        return List.copyOf(TABLE.keySet());
    }

    /** Where it may lead; the state itself where it may stay there with more done; empty where it is ignored. */
    public static Set<String> of(String state, Cause cause) {
        Map<Cause, Set<String>> row = TABLE.get(state);
        if (row == null || !row.containsKey(cause)) {
            throw new IllegalArgumentException("what " + cause + " does to a run that is " + state + " is undecided");
        }
        return row.get(cause);
    }

    private static Map<String, Map<Cause, Set<String>>> table() {
        Map<String, Map<Cause, Set<String>>> table = new LinkedHashMap<>();
        table.put(
                "QUEUED",
                row(Cause.START, STAGES)
                        .on(Cause.RESULT, "QUEUED", "COMPLETED")
                        .stops()
                        .on(Cause.DEADLINE, "FAILED", "COMPLETED")
                        .on(Cause.PAUSE, "PAUSED")
                        .stays(Cause.FAILURE, Cause.RESUME, Cause.RETRY));
        table.put("EVALUATING", stage("SCORING", "EXPORTING").stops());
        table.put("SCORING", stage("SCORING", "PRUNING").stops());
        table.put(
                "PRUNING",
                stage("SCORING", "REPAIRING", "FINETUNING", "EXPORTING").stops());
        table.put("REPAIRING", stage("SCORING", "FINETUNING", "EXPORTING").stops());
        table.put("FINETUNING", stage("SCORING", "FINETUNING", "EXPORTING").stops());
        table.put("EXPORTING", stage("CLEANING", "COMPLETED").stops());
        table.put(
                "CLEANING",
                stage("SCORING", "COMPLETED")
                        .stops()
                        .on(Cause.FAILURE, "FAILED", "COMPLETED")
                        .on(Cause.DEADLINE, "FAILED", "COMPLETED"));
        table.put(
                "PAUSED",
                row(Cause.START, NOWHERE)
                        .on(Cause.RESULT, "PAUSED", "COMPLETED")
                        .stops()
                        .on(Cause.FAILURE, "FAILED", "COMPLETED")
                        .on(Cause.DEADLINE, "FAILED", "COMPLETED")
                        .stays(Cause.PAUSE)
                        .on(Cause.RESUME, "QUEUED")
                        .on(Cause.RETRY, "QUEUED"));
        table.put("COMPLETED", over().on(Cause.RETRY, "QUEUED"));
        table.put(
                "FAILED",
                over().on(Cause.RESUME, "QUEUED").on(Cause.RETRY, "QUEUED").on(Cause.CANCEL, "CANCELLED"));
        table.put("CANCELLED", over());
        return Collections.unmodifiableMap(table);
    }

    private static Row stage(String... next) {
        return row(Cause.RESULT, next).on(Cause.PAUSE, "PAUSED").stays(Cause.START, Cause.RESUME, Cause.RETRY);
    }

    private static Row over() {
        return row(Cause.START, NOWHERE)
                .stays(
                        Cause.RESULT,
                        Cause.FAILURE,
                        Cause.DEADLINE,
                        Cause.PAUSE,
                        Cause.RESUME,
                        Cause.RETRY,
                        Cause.CANCEL);
    }

    private static Row row(Cause cause, String... next) {
        return new Row().on(cause, next);
    }

    private static final class Row extends EnumMap<Cause, Set<String>> {
        private static final long serialVersionUID = 1L;

        Row() {
            super(Cause.class);
        }

        Row on(Cause cause, String... next) {
            put(cause, Collections.unmodifiableSet(new LinkedHashSet<>(List.of(next))));
            return this;
        }

        /** A run that is not over can fail and be cancelled. */
        Row stops() {
            return on(Cause.FAILURE, "FAILED").on(Cause.DEADLINE, "FAILED").on(Cause.CANCEL, "CANCELLED");
        }

        Row stays(Cause... causes) {
            for (Cause cause : causes) {
                on(cause);
            }
            return this;
        }
    }
}
