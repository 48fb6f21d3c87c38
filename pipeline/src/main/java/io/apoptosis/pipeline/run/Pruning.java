package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.NetworkPruned;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Task;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A step's channels are being selected and cut.
 *
 * @param shards all of the step's scores, in shard order
 */
public record Pruning(Run run, StepPlan plan, List<ObjectRef> shards, Watch watch) implements SingleTask, StepStage {
    public Pruning {
        shards = List.copyOf(shards);
    }

    static Pruning of(Run run, StepPlan plan, List<ObjectRef> shards) {
        return new Pruning(run, plan, shards, Watch.NONE);
    }

    @Override
    public RunState on(Event result, Instant at) {
        return result instanceof NetworkPruned pruned && pruned.step() == plan.step() ? pruned(pruned, at) : this;
    }

    private Stage pruned(NetworkPruned pruned, Instant at) {
        Run after = run.withCurrentStep(run.currentStep().pruned(pruned, at));
        return after.repairs(plan) ? Repairing.of(after, plan, pruned.checkpoint()) : after.tunedOrNext(plan, at);
    }

    @Override
    public Task task() {
        return new Task.Prune(
                run.id(),
                plan.step(),
                1,
                run.lastCheckpoint(),
                shards,
                plan.targetRatio(),
                Objects.requireNonNull(run.dense(), "pruning before the dense network was measured"),
                run.spec());
    }

    @Override
    public Pruning with(Watch watch) {
        return new Pruning(run, plan, shards, watch);
    }

    @Override
    public Pruning with(Run run) {
        return new Pruning(run, plan, shards, watch);
    }

    @Override
    public String label() {
        return "PRUNING";
    }
}
