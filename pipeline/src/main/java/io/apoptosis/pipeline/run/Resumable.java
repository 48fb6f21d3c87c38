package io.apoptosis.pipeline.run;

import java.time.Instant;

/** A state from which a person may let the run go on. */
public sealed interface Resumable permits Paused, Failed {
    /** The stage with everything that has no result due again, from the objects it has. */
    Stage resumed(Instant at);
}
