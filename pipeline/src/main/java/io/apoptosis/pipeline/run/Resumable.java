package io.apoptosis.pipeline.run;

import java.time.Instant;

/** A state from which a person may let the run go on. */
public sealed interface Resumable permits Paused, Failed {
    Stage stage();

    /** Back in the queue, with everything that has no result due again: workers drop the tasks of a run that stopped. */
    default Queued resumed(Instant at) {
        return Queued.at(stage().with(stage().watch().forgiven(at)), at);
    }
}
