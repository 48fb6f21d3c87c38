package io.apoptosis.pipeline.run;

/** A state that a person may still end. */
public sealed interface Cancellable permits Stage, Queued, Paused, Failed {
    Run run();

    default Cancelled cancelled() {
        return new Cancelled(run());
    }
}
