package io.apoptosis.pipeline.run;

import java.time.Instant;

/** A person ended the run; what it stored stays. */
public record Cancelled(Run run) implements RunState {
    @Override
    public Cancelled touched(Instant at) {
        return new Cancelled(run.touched(at));
    }

    @Override
    public String label() {
        return "CANCELLED";
    }
}
