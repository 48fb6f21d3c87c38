package io.apoptosis.pipeline.run;

import java.time.Instant;

/** Nothing new is handed out; results of what was under way still count. */
public record Paused(Stage stage) implements RunState, Cancellable, Resumable {
    /** Everything that has no result is handed out anew: workers drop the tasks of a paused run. */
    @Override
    public Stage resumed(Instant at) {
        return stage.with(stage.watch().forgiven(at));
    }

    /** The pause outlives whatever the stage makes of a late result, unless that ends the run. */
    RunState around(RunState after) {
        return after instanceof Stage next ? new Paused(next) : after;
    }

    @Override
    public Run run() {
        return stage.run();
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
