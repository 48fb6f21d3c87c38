package io.apoptosis.pipeline.message;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apoptosis.pipeline.spec.RunSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Work for a worker. Carries references, never weights; the result's key is a function of the task, so doing it twice changes nothing. */
public sealed interface Task extends RunMessage {
    int step();

    /** 1 for the first try. */
    int attempt();

    /** The same task at its next try. */
    Task retried();

    /** Identity across attempts, for example {@code step-3/score/2}. */
    String id();

    /** Which kind of worker does it. */
    Kind kind();

    @Override
    default String messageId() {
        return "%s/%s/attempt-%d".formatted(runId(), id(), attempt());
    }

    /** Kinds of workers; each has its queue. */
    enum Kind {
        SCORE,
        PRUNE,
        FINETUNE
    }

    /** Measure the dense network. Step 0. Queue: prune. */
    record Evaluate(String runId, int attempt, Checkpoint checkpoint, RunSpec spec) implements Task {
        public Evaluate {
            requireNonNull(runId, "runId");
            requireNonNull(checkpoint, "checkpoint");
            requireNonNull(spec, "spec");
        }

        @Override
        public Kind kind() {
            return Kind.PRUNE;
        }

        @Override
        public int step() {
            return 0;
        }

        @Override
        public Task retried() {
            return new Evaluate(runId, attempt + 1, checkpoint, spec);
        }

        @Override
        public String id() {
            return "step-0/evaluate";
        }
    }

    /** Importance sums over one contiguous range of calibration batches. Queue: score. */
    record Score(String runId, int step, int shard, int attempt, Checkpoint checkpoint, RunSpec spec) implements Task {
        public Score {
            requireNonNull(runId, "runId");
            requireNonNull(checkpoint, "checkpoint");
            requireNonNull(spec, "spec");
        }

        @Override
        public Kind kind() {
            return Kind.SCORE;
        }

        @Override
        public Task retried() {
            return new Score(runId, step, shard, attempt + 1, checkpoint, spec);
        }

        @Override
        public String id() {
            return id(step, shard);
        }

        public static String id(int step, int shard) {
            return "step-" + step + "/score/" + shard;
        }
    }

    /** Reduce the shards in order, select to {@code targetRatio} of the dense network, cut, evaluate. Queue: prune. */
    record Prune(
            String runId,
            int step,
            int attempt,
            Checkpoint checkpoint,
            List<ObjectRef> shards,
            double targetRatio,
            Measurement dense,
            RunSpec spec)
            implements Task {
        public Prune {
            requireNonNull(runId, "runId");
            requireNonNull(checkpoint, "checkpoint");
            requireNonNull(dense, "dense");
            requireNonNull(spec, "spec");
            shards = List.copyOf(shards);
        }

        @Override
        public Kind kind() {
            return Kind.PRUNE;
        }

        @Override
        public Task retried() {
            return new Prune(runId, step, attempt + 1, checkpoint, shards, targetRatio, dense, spec);
        }

        @Override
        public String id() {
            return "step-" + step + "/prune";
        }
    }

    /**
     * Solve what {@code checkpoint}, just pruned, has left of {@code reference} in closed form, evaluate.
     *
     * @param reference the last network that was trained: the dense one or that of an earlier step
     * @param since the step that left {@code reference}; 0 for the dense network
     */
    record Repair(
            String runId, int step, int attempt, Checkpoint checkpoint, Checkpoint reference, int since, RunSpec spec)
            implements Task {
        public Repair {
            requireNonNull(runId, "runId");
            requireNonNull(checkpoint, "checkpoint");
            requireNonNull(reference, "reference");
            requireNonNull(spec, "spec");
        }

        @Override
        public Kind kind() {
            return Kind.PRUNE;
        }

        @Override
        public Task retried() {
            return new Repair(runId, step, attempt + 1, checkpoint, reference, since, spec);
        }

        @Override
        public String id() {
            return "step-" + step + "/repair";
        }
    }

    /**
     * One epoch of fine-tuning. {@code state} is the training state the previous slice left, or null for slice 0, which starts from
     * {@code checkpoint}. Queue: finetune.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Finetune(
            String runId,
            int step,
            int slice,
            int attempt,
            Checkpoint checkpoint,
            @Nullable ObjectRef state,
            RunSpec spec)
            implements Task {
        public Finetune {
            requireNonNull(runId, "runId");
            requireNonNull(checkpoint, "checkpoint");
            requireNonNull(spec, "spec");
        }

        @Override
        public Kind kind() {
            return Kind.FINETUNE;
        }

        @Override
        public Task retried() {
            return new Finetune(runId, step, slice, attempt + 1, checkpoint, state, spec);
        }

        @Override
        public String id() {
            return "step-" + step + "/finetune/" + slice;
        }
    }

    /** Write the final files. {@code view} is run.json's content so far. Queue: prune. */
    record Export(String runId, int step, int attempt, Checkpoint checkpoint, Map<String, Object> view, RunSpec spec)
            implements Task {
        public Export {
            requireNonNull(runId, "runId");
            requireNonNull(checkpoint, "checkpoint");
            requireNonNull(spec, "spec");
            view = Ordered.copyOf(view);
        }

        @Override
        public Kind kind() {
            return Kind.PRUNE;
        }

        @Override
        public Task retried() {
            return new Export(runId, step, attempt + 1, checkpoint, view, spec);
        }

        @Override
        public String id() {
            return "step-" + step + "/export";
        }
    }

    /** Delete the run's objects whose keys begin with one of {@code prefixes}, but with none of {@code except}. Queue: prune. */
    record Clean(String runId, int step, int attempt, List<String> prefixes, List<String> except) implements Task {
        public Clean {
            requireNonNull(runId, "runId");
            prefixes = List.copyOf(prefixes);
            except = List.copyOf(except);
        }

        @Override
        public Kind kind() {
            return Kind.PRUNE;
        }

        @Override
        public Task retried() {
            return new Clean(runId, step, attempt + 1, prefixes, except);
        }

        @Override
        public String id() {
            return "step-" + step + "/clean";
        }
    }
}
