package io.apoptosis.gateway.runs;

import io.apoptosis.pipeline.run.Transitions;
import io.apoptosis.pipeline.run.Transitions.Cause;

/** What a person may ask of a run; in which states it means something, the table of transitions says. */
enum Steering {
    CANCEL(Cause.CANCEL, "only a run that has not ended can be cancelled"),
    PAUSE(Cause.PAUSE, "only a run that is going on can be paused"),
    RESUME(Cause.RESUME, "only a paused or failed run can be resumed"),
    RETRY(Cause.RETRY, "only a paused, failed or completed run can be done again from a step");

    private final Cause cause;
    private final String legalStates;

    Steering(Cause cause, String legalStates) {
        this.cause = cause;
        this.legalStates = legalStates;
    }

    boolean legalIn(String state) {
        return !Transitions.of(state, cause).isEmpty();
    }

    String legalStates() {
        return legalStates;
    }
}
