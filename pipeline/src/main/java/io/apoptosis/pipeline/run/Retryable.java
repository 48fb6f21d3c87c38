package io.apoptosis.pipeline.run;

import java.time.Instant;

/** A state from which a person may have a step and all that follows done once more. Nothing is under way in it. */
public sealed interface Retryable permits Paused, Failed, Completed {
    Run run();

    /** What was handed out last. */
    Watch watch();

    /** Whether the step has begun and what it started from is still there. */
    default boolean canGoBackTo(int step) {
        return step >= 1 && step <= run().steps().size();
    }

    default Queued retriedFrom(int step, Instant at) {
        return Queued.at(Cleaning.before(run().before(step, watch()), Leftovers.since(run(), step)), at);
    }
}
