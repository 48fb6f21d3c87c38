package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.RunStanding.Phase;
import io.apoptosis.pipeline.message.Task;
import java.time.Instant;
import java.util.List;

/** A state in which workers have something to do. */
public sealed interface Stage extends Open, Cancellable, Pausable permits SingleTask, Scoring, Finetuning {
    Watch watch();

    Stage with(Watch watch);

    Stage with(Run run);

    /** The tasks without a result, at their first attempt. Never empty. */
    List<Task> missing();

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
