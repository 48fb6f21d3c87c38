package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.message.Command.SubmitRun;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Spent;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.spec.DataRef;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.DataSpec;
import io.apoptosis.pipeline.spec.RunSpec.FinetuneSpec;
import io.apoptosis.pipeline.spec.RunSpec.ImportanceSpec;
import io.apoptosis.pipeline.spec.RunSpec.ModelSpec;
import io.apoptosis.pipeline.spec.RunSpec.OptimizerSpec;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import io.apoptosis.pipeline.spec.RunSpec.RepairSpec;
import io.apoptosis.pipeline.spec.RunSpec.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A small run, and a worker that always succeeds. */
final class Example {
    static final String ID = "run-1";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Example() {}

    /** Three shards, two steps towards 0.5, two epochs after the second. */
    static RunSpec spec() {
        return spec(List.of(0.5), 2, 2);
    }

    static RunSpec spec(List<Double> ratios, int iterations, int epochs) {
        DataRef data = new DataRef("cifar10", "object:uploads/aa/train.bin");
        return new RunSpec(
                "example",
                new ModelSpec("resnet20", 10, null, "object:uploads/bb/weights.th", null),
                new DataSpec(data, data, null, null),
                new ImportanceSpec("oba", "dual", "second", "running", 6, 4, 3, "mean", "max", null),
                new PruneSpec(new Target("macs", ratios), iterations, "exponential", 0.95, 1, List.of(), null),
                new FinetuneSpec(
                        epochs,
                        64,
                        new OptimizerSpec("sgd", 0.001, 0.9, 5e-4, List.of(), null),
                        List.of("crop", "flip"),
                        null,
                        null),
                7,
                1);
    }

    /** As {@link #spec()}, each cut repaired. */
    static RunSpec repairing() {
        RunSpec full = spec();
        PruneSpec prune = new PruneSpec(
                new Target("macs", List.of(0.6, 0.5)),
                1,
                "exponential",
                0.95,
                1,
                List.of(),
                new RepairSpec("leastSquares", 1000, 0.001, null, null, null));
        return new RunSpec(full.name(), full.model(), full.data(), full.importance(), prune, full.finetune(), 7, 1);
    }

    static RunSpec measuringOnly() {
        RunSpec full = spec();
        return new RunSpec(full.name(), full.model(), full.data(), full.importance(), null, null, 7, 1);
    }

    static SubmitRun submit() {
        return submit(spec());
    }

    static SubmitRun submit(RunSpec spec) {
        return new SubmitRun(ID, START, spec, checkpoint("dense"), 1000, 100, Handling.DEFAULT);
    }

    static SubmitRun submit(Handling handling) {
        return new SubmitRun(ID, START, spec(), checkpoint("dense"), 1000, 100, handling);
    }

    static Checkpoint checkpoint(String name) {
        return new Checkpoint(object(name + "/graph.json"), object(name + "/weights.safetensors"));
    }

    static ObjectRef object(String key) {
        return new ObjectRef("runs/run-1/" + key, Integer.toHexString(key.hashCode()));
    }

    static Measurement measured(double accuracy) {
        return new Measurement(accuracy, 1 - accuracy, 600, 60);
    }

    /** The event a worker sends for a task: a function of the task alone. */
    static Event resultOf(Task task) {
        if (task instanceof Task.Evaluate) {
            return new Event.DenseEvaluated(ID, measured(0.9), task.attempt(), 1, Spent.UNTOLD, "w");
        }
        if (task instanceof Task.Score score) {
            return shard(score.step(), score.shard(), score.attempt());
        }
        if (task instanceof Task.Prune prune) {
            return pruned(prune.step(), prune.attempt());
        }
        if (task instanceof Task.Repair repair) {
            return repaired(repair.step(), repair.attempt());
        }
        if (task instanceof Task.Finetune tune) {
            return tuned(tune.step(), tune.slice(), tune.attempt());
        }
        if (task instanceof Task.Clean clean) {
            return new Event.RunCleaned(ID, clean.step(), 7, task.attempt(), 1, Spent.UNTOLD, "w");
        }
        return new Event.RunExported(
                ID, Map.of("model.onnx", object("final/model.onnx")), task.attempt(), 1, Spent.UNTOLD, "w");
    }

    static Event.ShardScored shard(int step, int shard) {
        return shard(step, shard, 1);
    }

    static Event.ShardScored shard(int step, int shard, int attempt) {
        ObjectRef sums = object("steps/%d/scores/%d".formatted(step, shard));
        return new Event.ShardScored(ID, step, shard, sums, 8, attempt, 1, Spent.UNTOLD, "w");
    }

    static Event.NetworkPruned pruned(int step) {
        return pruned(step, 1);
    }

    private static Event.NetworkPruned pruned(int step, int attempt) {
        return new Event.NetworkPruned(
                ID,
                step,
                checkpoint("pruned-" + step),
                measured(0.7),
                Map.of("conv1", 12),
                attempt,
                1,
                Spent.UNTOLD,
                "w");
    }

    static Event.NetworkRepaired repaired(int step) {
        return repaired(step, 1);
    }

    private static Event.NetworkRepaired repaired(int step, int attempt) {
        return new Event.NetworkRepaired(
                ID, step, checkpoint("repaired-" + step), measured(0.75), attempt, 1, Spent.UNTOLD, "w");
    }

    static Event.SliceFinetuned tuned(int step, int slice) {
        return tuned(step, slice, 1);
    }

    private static Event.SliceFinetuned tuned(int step, int slice, int attempt) {
        String name = "tuned-%d-%d".formatted(step, slice);
        return new Event.SliceFinetuned(
                ID,
                step,
                slice,
                object(name + "/state"),
                checkpoint(name),
                0.3,
                measured(0.8),
                attempt,
                1,
                Spent.UNTOLD,
                "w");
    }

    static Event.TaskProgressed beat(Task task, int done, int total) {
        return new Event.TaskProgressed(ID, task.id(), task.attempt(), done, total, "batches", "w");
    }

    static Event.TaskFailed failure(Task task, boolean transientCause) {
        return new Event.TaskFailed(
                ID, task.id(), task.attempt(), "store", "no answer from the store", "check it", transientCause, "w");
    }
}
