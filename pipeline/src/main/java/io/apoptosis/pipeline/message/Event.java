package io.apoptosis.pipeline.message;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/** What happened to a run. Folded by {@code RunState}; everything but heartbeats is counted once, however often it arrives. */
public sealed interface Event extends RunMessage {
    /**
     * A task's work is done. {@code attempt}: that of the task, so that word of a step from before it was done again is told apart
     * (builds that did not say so are taken for a first one); {@code seconds}: what the worker took; {@code spent}: on what.
     */
    sealed interface Result extends Event {
        Integer attempt();

        double seconds();

        Spent spent();

        String worker();
    }

    record DenseEvaluated(String runId, Measurement dense, Integer attempt, double seconds, Spent spent, String worker)
            implements Result {
        public DenseEvaluated {
            requireNonNull(runId, "runId");
            requireNonNull(dense, "dense");
            attempt = requireNonNullElse(attempt, 1);
            spent = requireNonNullElse(spent, Spent.UNTOLD);
        }

        @Override
        public String messageId() {
            return "%s/step-0/evaluated".formatted(runId);
        }
    }

    record ShardScored(
            String runId,
            int step,
            int shard,
            ObjectRef result,
            int images,
            Integer attempt,
            double seconds,
            Spent spent,
            String worker)
            implements Result {
        public ShardScored {
            requireNonNull(runId, "runId");
            requireNonNull(result, "result");
            attempt = requireNonNullElse(attempt, 1);
            spent = requireNonNullElse(spent, Spent.UNTOLD);
        }

        @Override
        public String messageId() {
            return "%s/step-%d/score/%d/%s".formatted(runId, step, shard, result.sha256());
        }
    }

    /** {@code kept}: per layer, output channels left; {@code sparsity}: per layer, share of single weights gone, where such are pruned. */
    record NetworkPruned(
            String runId,
            int step,
            Checkpoint checkpoint,
            Measurement afterPruning,
            Map<String, Integer> kept,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> sparsity,
            Integer attempt,
            double seconds,
            Spent spent,
            String worker)
            implements Result {
        public NetworkPruned {
            requireNonNull(runId, "runId");
            requireNonNull(checkpoint, "checkpoint");
            requireNonNull(afterPruning, "afterPruning");
            kept = Ordered.copyOf(kept);
            sparsity = Ordered.copyOf(requireNonNullElse(sparsity, Map.of()));
            attempt = requireNonNullElse(attempt, 1);
            spent = requireNonNullElse(spent, Spent.UNTOLD);
        }

        /** Whole channels were cut. */
        public NetworkPruned(
                String runId,
                int step,
                Checkpoint checkpoint,
                Measurement afterPruning,
                Map<String, Integer> kept,
                Integer attempt,
                double seconds,
                Spent spent,
                String worker) {
            this(runId, step, checkpoint, afterPruning, kept, Map.of(), attempt, seconds, spent, worker);
        }

        @Override
        public String messageId() {
            return "%s/step-%d/pruned/%s"
                    .formatted(runId, step, checkpoint.weights().sha256());
        }
    }

    /** {@code checkpoint}: the pruned network, its layers solved anew in closed form. */
    record NetworkRepaired(
            String runId,
            int step,
            Checkpoint checkpoint,
            Measurement afterRepair,
            Integer attempt,
            double seconds,
            Spent spent,
            String worker)
            implements Result {
        public NetworkRepaired {
            requireNonNull(runId, "runId");
            requireNonNull(checkpoint, "checkpoint");
            requireNonNull(afterRepair, "afterRepair");
            attempt = requireNonNullElse(attempt, 1);
            spent = requireNonNullElse(spent, Spent.UNTOLD);
        }

        @Override
        public String messageId() {
            return "%s/step-%d/repaired/%s"
                    .formatted(runId, step, checkpoint.weights().sha256());
        }
    }

    /** {@code state}: what the next slice starts from; {@code checkpoint}: the network as it is now; {@code measured} on the test set. */
    record SliceFinetuned(
            String runId,
            int step,
            int slice,
            ObjectRef state,
            Checkpoint checkpoint,
            double trainLoss,
            Measurement measured,
            Integer attempt,
            double seconds,
            Spent spent,
            String worker)
            implements Result {
        public SliceFinetuned {
            requireNonNull(runId, "runId");
            requireNonNull(state, "state");
            requireNonNull(checkpoint, "checkpoint");
            requireNonNull(measured, "measured");
            attempt = requireNonNullElse(attempt, 1);
            spent = requireNonNullElse(spent, Spent.UNTOLD);
        }

        @Override
        public String messageId() {
            return "%s/step-%d/finetune/%d/%s".formatted(runId, step, slice, state.sha256());
        }
    }

    /** {@code files}: name (model.onnx …) to object. */
    record RunExported(
            String runId, Map<String, ObjectRef> files, Integer attempt, double seconds, Spent spent, String worker)
            implements Result {
        public RunExported {
            requireNonNull(runId, "runId");
            files = Ordered.copyOf(files);
            attempt = requireNonNullElse(attempt, 1);
            spent = requireNonNullElse(spent, Spent.UNTOLD);
        }

        @Override
        public String messageId() {
            return runId + "/exported";
        }
    }

    /** {@code deleted} objects of the run are gone. */
    record RunCleaned(String runId, int step, int deleted, Integer attempt, double seconds, Spent spent, String worker)
            implements Result {
        public RunCleaned {
            requireNonNull(runId, "runId");
            attempt = requireNonNullElse(attempt, 1);
            spent = requireNonNullElse(spent, Spent.UNTOLD);
        }

        @Override
        public String messageId() {
            return "%s/step-%d/cleaned".formatted(runId, step);
        }
    }

    /** Sign of life and progress of a task: {@code done} of {@code total} {@code unit}s (batches, images). */
    record TaskProgressed(String runId, String taskId, int attempt, int done, int total, String unit, String worker)
            implements Event {
        public TaskProgressed {
            requireNonNull(runId, "runId");
            requireNonNull(taskId, "taskId");
            requireNonNull(unit, "unit");
            requireNonNull(worker, "worker");
        }

        @Override
        public String messageId() {
            return "%s/%s/attempt-%d/%s/%d".formatted(runId, taskId, attempt, worker, done);
        }
    }

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
            implements Event {
        public TaskFailed {
            requireNonNull(runId, "runId");
            requireNonNull(taskId, "taskId");
            requireNonNull(category, "category");
            requireNonNull(cause, "cause");
            requireNonNull(nextAction, "nextAction");
        }

        @Override
        public String messageId() {
            return "%s/%s/attempt-%d/failed".formatted(runId, taskId, attempt);
        }
    }
}
