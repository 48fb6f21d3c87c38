package io.apoptosis.pipeline.message;

import java.util.Map;

/** What happened to a run. Folded by {@code RunState}; everything but heartbeats is counted once, however often it arrives. */
public sealed interface Event {
    String runId();

    record DenseEvaluated(String runId, Measurement dense, double seconds, String worker) implements Event {}

    record ShardScored(String runId, int step, int shard, ObjectRef result, int images, double seconds, String worker)
            implements Event {}

    /** {@code kept}: per layer, output channels left. */
    record NetworkPruned(
            String runId,
            int step,
            Checkpoint checkpoint,
            Measurement afterPruning,
            Map<String, Integer> kept,
            double seconds,
            String worker)
            implements Event {}

    /** {@code state}: what the next slice starts from; {@code checkpoint}: the network as it is now; {@code measured} on the test set. */
    record SliceFinetuned(
            String runId,
            int step,
            int slice,
            ObjectRef state,
            Checkpoint checkpoint,
            double trainLoss,
            Measurement measured,
            double seconds,
            String worker)
            implements Event {}

    /** {@code files}: name (model.onnx …) to object. */
    record RunExported(String runId, Map<String, ObjectRef> files, double seconds, String worker) implements Event {}

    /** Sign of life and progress of a task: {@code done} of {@code total} {@code unit}s (batches, images). */
    record TaskProgressed(String runId, String taskId, int attempt, int done, int total, String unit, String worker)
            implements Event {}

    /**
     * @param category {@code bad-input}, {@code numeric}, {@code store}, {@code broker}, {@code memory} or {@code internal}
     * @param transientCause whether a retry may help
     */
    record TaskFailed(
            String runId,
            String taskId,
            int attempt,
            String category,
            String cause,
            String nextAction,
            boolean transientCause,
            String worker)
            implements Event {}
}
