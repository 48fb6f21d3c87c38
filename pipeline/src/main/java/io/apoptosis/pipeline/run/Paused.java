package io.apoptosis.pipeline.run;

import java.time.Instant;

/** Nothing new is handed out; results of what was under way still count. */
public record Paused(Stage stage) implements Open, Cancellable, Resumable, Retryable {
    @Override
    public RunState around(RunState after) {
        return after instanceof Stage next ? new Paused(next) : after;
    }

    @Override
    public Run run() {
        return stage.run();
    }

    @Override
    public Watch watch() {
        return stage.watch();
    }

    @Override
    public Paused touched(Instant at) {
        return new Paused(stage.touched(at));
    }

    @Override
    public String label() {
        return "PAUSED";
    }
}
