package io.apoptosis.pipeline.run;

/** A state that a person may pause. */
public sealed interface Pausable permits Stage, Queued {
    Stage stage();

    default Paused paused() {
        return new Paused(stage());
    }
}
