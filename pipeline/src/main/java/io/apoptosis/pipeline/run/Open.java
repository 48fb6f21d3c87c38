package io.apoptosis.pipeline.run;

/** A run that is not over: its deadline counts. */
public sealed interface Open extends RunState permits Stage, Queued, Paused {
    /** Where it goes on. */
    Stage stage();

    /** Where the run is once its stage has come to this: what stopped it outlives the stage, unless the run is over. */
    RunState around(RunState after);
}
