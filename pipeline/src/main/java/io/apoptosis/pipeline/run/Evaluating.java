package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.DenseEvaluated;
import io.apoptosis.pipeline.message.Task;
import java.time.Instant;

/** The dense network is being measured. */
public record Evaluating(Run run, Watch watch) implements SingleTask {
    static Evaluating of(Run run) {
        return new Evaluating(run, Watch.NONE);
    }

    @Override
    public RunState on(Event result, Instant at) {
        return result instanceof DenseEvaluated evaluated
                ? run.evaluated(evaluated.dense()).nextStep(at)
                : this;
    }

    @Override
    public Task task() {
        return new Task.Evaluate(run.id(), 1, run.checkpoint(), run.spec());
    }

    @Override
    public Evaluating with(Watch watch) {
        return new Evaluating(run, watch);
    }

    @Override
    public Evaluating with(Run run) {
        return new Evaluating(run, watch);
    }

    @Override
    public String label() {
        return "EVALUATING";
    }

    @Override
    public int step() {
        return 0;
    }
}
