package io.apoptosis.pipeline.run;

import java.time.Instant;

/** The run stopped at a stage; a person may resume it there, from the results it has. */
public record Failed(Stage stage, RunView.Failure failure) implements RunState, Cancellable, Resumable, Retryable {
    @Override
    public Run run() {
        return stage.run();
    }

    @Override
    public Watch watch() {
        return stage.watch();
    }

    @Override
    public Failed touched(Instant at) {
        return new Failed(stage.touched(at), failure);
    }

    @Override
    public String label() {
        return "FAILED";
    }
}
