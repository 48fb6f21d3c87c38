package io.apoptosis.gateway.runs;

import java.util.Set;

/** What a person may ask of a run, and the states in which it means something. */
enum Steering {
    CANCEL(
            Set.of("EVALUATING", "SCORING", "PRUNING", "REPAIRING", "FINETUNING", "EXPORTING", "PAUSED", "FAILED"),
            "only a run that has not ended can be cancelled"),
    PAUSE(
            Set.of("EVALUATING", "SCORING", "PRUNING", "REPAIRING", "FINETUNING", "EXPORTING"),
            "only a run that is going on can be paused"),
    RESUME(Set.of("PAUSED", "FAILED"), "only a paused or failed run can be resumed");

    private final Set<String> states;
    private final String legalStates;

    Steering(Set<String> states, String legalStates) {
        this.states = states;
        this.legalStates = legalStates;
    }

    boolean legalIn(String state) {
        return states.contains(state);
    }

    String legalStates() {
        return legalStates;
    }
}
