package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.RunStanding.Phase;
import java.time.Instant;

/**
 * Waits to be let in: its owner, or everybody together, has as many runs going as is allowed. Late results of an earlier stretch count.
 *
 * @param ticket of this wait; an admission with another is not for it
 */
public record Queued(Stage stage, long ticket) implements Open, Cancellable, Pausable {
    static Queued at(Stage stage, Instant now) {
        Run run = stage.run();
        return new Queued(stage.with(run.goingOn(now)), run.version());
    }

    @Override
    public RunState around(RunState after) {
        return after instanceof Stage next ? new Queued(next, ticket) : after;
    }

    @Override
    public Run run() {
        return stage.run();
    }

    @Override
    public Queued touched(Instant at) {
        return new Queued(stage.touched(at), ticket);
    }

    @Override
    public Phase phase() {
        return Phase.WAITING;
    }

    @Override
    public String label() {
        return "QUEUED";
    }
}
