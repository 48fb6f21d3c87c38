package io.apoptosis.pipeline.message;

import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import io.apoptosis.pipeline.spec.ScheduleSpec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One message of every type, each with a golden file. */
final class Examples {
    private static final RunSpec SPEC = RunSpecs.parse("""
            name: example
            model: {architecture: resnet20, classes: 10, weights: "object:uploads/aa/w.th"}
            data: {train: {cifar10: "object:uploads/bb/train.bin"}, test: {tensors: "object:uploads/cc/test.safetensors"}}
            prune: {target: {macs: [0.6, 0.5]}, skip: [conv1]}
            finetune: {optimizer: {milestones: [2]}}
            threads: 2
            """, "example.yaml");
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Checkpoint CHECKPOINT =
            new Checkpoint(new ObjectRef("runs/r1/graph.json", "aa"), new ObjectRef("runs/r1/w.safetensors", "bb"));
    private static final Measurement MEASURED = new Measurement(0.915, 0.3125, 40_551_040, 272_474);
    private static final ObjectRef STATE = new ObjectRef("runs/r1/steps/5/finetune/0/state.safetensors", "cc");

    private static final StoredObject OBJECT = new StoredObject("checkpoints/resnet20/epoch-7.th", "9b2c");
    private static final ScheduleSpec SCHEDULE = new ScheduleSpec(
            "nightly",
            new ScheduleSpec.Trigger("checkpoints/resnet20/*.th", null, null, "30 2 * * *", "Europe/Berlin"),
            SPEC,
            null);

    private Examples() {}

    static List<Message> all() {
        return List.of(
                new Task.Evaluate("r1", 1, CHECKPOINT, SPEC),
                new Task.Score("r1", 2, 3, 1, CHECKPOINT, SPEC),
                new Task.Prune(
                        "r1",
                        2,
                        1,
                        CHECKPOINT,
                        List.of(new ObjectRef("s0", "d0"), new ObjectRef("s1", "d1")),
                        0.9,
                        MEASURED,
                        SPEC),
                new Task.Repair("r1", 2, 1, CHECKPOINT, CHECKPOINT, 1, SPEC),
                new Task.Finetune("r1", 5, 0, 2, CHECKPOINT, null, SPEC),
                new Task.Export("r1", 5, 1, CHECKPOINT, ordered("name", "example", "steps", List.of(1, 2)), SPEC),
                new Task.Clean("r1", 1, 1, List.of("runs/r1/steps/2/"), List.of("runs/r1/steps/2/pruned/")),
                new Event.DenseEvaluated("r1", MEASURED, 1, 1.5, new Spent(1.25, 0.125), "pruner-1"),
                new Event.ShardScored(
                        "r1", 2, 3, new ObjectRef("s3", "d3"), 256, 1, 12.25, new Spent(12, 0.125), "scorer-1"),
                new Event.NetworkPruned(
                        "r1",
                        2,
                        CHECKPOINT,
                        MEASURED,
                        ordered("layer2.0.conv1", 27, "conv1", 16),
                        1,
                        3.0,
                        new Spent(1.5, 0.5),
                        "pruner-1"),
                new Event.NetworkRepaired("r1", 2, CHECKPOINT, MEASURED, 1, 4.0, new Spent(3.5, 0.25), "pruner-1"),
                new Event.SliceFinetuned(
                        "r1", 5, 0, STATE, CHECKPOINT, 0.25, MEASURED, 2, 60.5, new Spent(59, 0.5), "finetuner-1"),
                new Event.RunExported("r1", ordered("model.onnx", STATE), 1, 2.0, new Spent(0, 0.5), "pruner-1"),
                new Event.RunCleaned("r1", 1, 12, 1, 0.5, new Spent(0, 0.375), "pruner-1"),
                new Event.TaskProgressed("r1", "step-2/score/3", 1, 2, 4, "batches", "scorer-1"),
                new Event.TaskFailed(
                        "r1", "step-2/score/3", 1, "store", "no answer", "check the store", true, "scorer-1"),
                new Command.SubmitRun(
                        "r1",
                        AT,
                        SPEC,
                        CHECKPOINT,
                        40_551_040,
                        272_474,
                        new Handling("ada", Handling.Priority.HIGH, AT.plusSeconds(3600), Handling.Keep.LAST)),
                new Command.CancelRun("r1", AT),
                new Command.PauseRun("r1", AT),
                new Command.ResumeRun("r1", AT),
                new Command.RetryRun("r1", AT, 2),
                new Command.StartRun("r1", AT, 1),
                new RunStanding("r1", 1, "ada", Handling.Priority.HIGH, RunStanding.Phase.WAITING, 1),
                new ScheduleMessage.SaveSchedule("nightly", AT, SCHEDULE, Handling.DEFAULT),
                new ScheduleMessage.DeleteSchedule("nightly", AT),
                new ScheduleMessage.PauseSchedule("nightly", AT),
                new ScheduleMessage.ResumeSchedule("nightly", AT),
                new ScheduleMessage.FireSchedule("nightly", AT, "k1", "ada", OBJECT),
                new ScheduleMessage.Arrival("e1", AT, "/training/7", "com.example.saved", OBJECT),
                new ScheduleMessage.Firing("nightly", AT, "nightly-0a", SPEC, Handling.DEFAULT, OBJECT),
                new ScheduleMessage.FiringConcluded("nightly", AT, "nightly-0a", "$.model: no such file"));
    }

    @SuppressWarnings("unchecked")
    private static <V> Map<String, V> ordered(Object... keysAndValues) {
        Map<String, V> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], (V) keysAndValues[i + 1]);
        }
        return map;
    }
}
