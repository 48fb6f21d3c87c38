package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.RunStanding.Phase;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.trace.RunTrace;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state in which workers have something to do. */
public sealed interface Stage extends Open, Cancellable, Pausable permits SingleTask, StepStage {
    Watch watch();

    Stage with(Watch watch);

    Stage with(Run run);

    /** The tasks without a result, at their first attempt. Never empty. */
    List<Task> missing();

    /** What spans of its tasks are part of; null where the run is not traced. */
    default @Nullable String traceparent() {
        RunTrace trace = run().trace();
        return trace == null ? null : trace.traceparent();
    }

    /** The state this result leads to; this one, untouched, where the result was counted before or belongs to another step. */
    RunState on(Event result, Instant at);

    int step();

    /** {@code done} of {@code total} {@code unit}s of the stage have their result. */
    int done();

    int total();

    String unit();

    @Override
    default Stage stage() {
        return this;
    }

    @Override
    default RunState around(RunState after) {
        return after;
    }

    /** Where the run stands when a task of the stage will not succeed. */
    default RunState failed(RunView.Failure failure) {
        return new Failed(this, failure);
    }

    @Override
    default Phase phase() {
        return Phase.ACTIVE;
    }

    @Override
    default Stage touched(Instant at) {
        return with(run().touched(at));
    }
}
