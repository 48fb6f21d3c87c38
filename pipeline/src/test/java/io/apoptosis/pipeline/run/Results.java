package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Spent;
import io.apoptosis.pipeline.message.Task;
import java.util.Map;

/** What a worker that computes nothing makes of a task: a function of the task and of what went into it. */
final class Results {
    private static final Measurement MEASURED = new Measurement(0.8, 0.2, 600, 60);

    private Results() {}

    static Event of(Task task) {
        String id = task.runId();
        if (task instanceof Task.Evaluate) {
            return new Event.DenseEvaluated(id, MEASURED, task.attempt(), 1, Spent.UNTOLD, "w");
        }
        if (task instanceof Task.Score score) {
            return new Event.ShardScored(
                    id,
                    score.step(),
                    score.shard(),
                    object(id, "score-%d-%d".formatted(score.step(), score.shard())),
                    8,
                    score.attempt(),
                    1,
                    Spent.UNTOLD,
                    "w");
        }
        if (task instanceof Task.Prune prune) {
            return new Event.NetworkPruned(
                    id,
                    prune.step(),
                    checkpoint(id, "pruned-" + prune.step()),
                    MEASURED,
                    Map.of(),
                    task.attempt(),
                    1,
                    Spent.UNTOLD,
                    "w");
        }
        if (task instanceof Task.Finetune tune) {
            String name = "tuned-%d-%d".formatted(tune.step(), tune.slice());
            return new Event.SliceFinetuned(
                    id,
                    tune.step(),
                    tune.slice(),
                    object(id, name),
                    checkpoint(id, name),
                    0.3,
                    MEASURED,
                    task.attempt(),
                    1,
                    Spent.UNTOLD,
                    "w");
        }
        if (task instanceof Task.Repair repair) {
            return new Event.NetworkRepaired(
                    id,
                    repair.step(),
                    checkpoint(id, "repaired-" + repair.step()),
                    MEASURED,
                    task.attempt(),
                    1,
                    Spent.UNTOLD,
                    "w");
        }
        if (task instanceof Task.Clean clean) {
            return new Event.RunCleaned(id, clean.step(), 1, task.attempt(), 1, Spent.UNTOLD, "w");
        }
        return new Event.RunExported(id, files(id), task.attempt(), 1, Spent.UNTOLD, "w");
    }

    static Map<String, ObjectRef> files(String runId) {
        return Map.of("model.onnx", object(runId, "model.onnx"));
    }

    private static Checkpoint checkpoint(String runId, String name) {
        return new Checkpoint(object(runId, name + "/graph"), object(runId, name + "/weights"));
    }

    private static ObjectRef object(String runId, String name) {
        return new ObjectRef("runs/" + runId + "/" + name, name);
    }
}
