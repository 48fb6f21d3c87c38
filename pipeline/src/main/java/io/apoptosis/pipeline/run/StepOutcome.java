package io.apoptosis.pipeline.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.message.Event.NetworkPruned;
import io.apoptosis.pipeline.message.Event.NetworkRepaired;
import io.apoptosis.pipeline.message.Event.Result;
import io.apoptosis.pipeline.message.Event.ShardScored;
import io.apoptosis.pipeline.message.Event.SliceFinetuned;
import io.apoptosis.pipeline.message.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a step has come to so far.
 *
 * @param lastAt when its last result came; of its shards, that of the last
 * @param checkpoint the network as the step leaves it; null until it is pruned
 * @param measured of {@code checkpoint}
 * @param kept output channels left per layer, in the network's order
 * @param sparsity share of single weights gone per layer, in the network's order; empty where whole channels are pruned
 * @param epochs of the fine-tuning so far
 * @param times where its workers' time went so far
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepOutcome(
        StepPlan plan,
        Instant startedAt,
        Instant lastAt,
        @Nullable Checkpoint checkpoint,
        @Nullable Measurement afterPruning,
        @Nullable Measurement afterRepair,
        @Nullable Measurement measured,
        Map<String, Integer> kept,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> sparsity,
        List<Epoch> epochs,
        StepTimes times) {
    public StepOutcome {
        kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
        sparsity = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNullElse(sparsity, Map.of())));
        epochs = List.copyOf(epochs);
        times = Objects.requireNonNullElse(times, StepTimes.NONE);
    }

    /** After one epoch of fine-tuning: {@code trainLoss} over its batches; accuracy and loss on the test set. */
    public record Epoch(double trainLoss, double accuracy, double loss) {}

    static StepOutcome started(StepPlan plan, Instant at) {
        return new StepOutcome(plan, at, at, null, null, null, null, Map.of(), Map.of(), List.of(), StepTimes.NONE);
    }

    StepOutcome scored(ShardScored scored, Instant at, boolean last) {
        StepTimes worked = times.with(scored);
        return new StepOutcome(
                plan,
                startedAt,
                last ? at : lastAt,
                checkpoint,
                afterPruning,
                afterRepair,
                measured,
                kept,
                sparsity,
                epochs,
                last ? worked.ended(Duration.between(lastAt, at)) : worked);
    }

    StepOutcome pruned(NetworkPruned pruned, Instant at) {
        return new StepOutcome(
                plan,
                startedAt,
                at,
                pruned.checkpoint(),
                pruned.afterPruning(),
                null,
                pruned.afterPruning(),
                pruned.kept(),
                pruned.sparsity(),
                List.of(),
                worked(pruned, at));
    }

    StepOutcome repaired(NetworkRepaired repaired, Instant at) {
        return new StepOutcome(
                plan,
                startedAt,
                at,
                repaired.checkpoint(),
                afterPruning,
                repaired.afterRepair(),
                repaired.afterRepair(),
                kept,
                sparsity,
                List.of(),
                worked(repaired, at));
    }

    StepOutcome tuned(SliceFinetuned tuned, Instant at) {
        Measurement now = tuned.measured();
        List<Epoch> more = new ArrayList<>(epochs);
        more.add(new Epoch(tuned.trainLoss(), now.accuracy(), now.loss()));
        return new StepOutcome(
                plan,
                startedAt,
                at,
                tuned.checkpoint(),
                afterPruning,
                afterRepair,
                now,
                kept,
                sparsity,
                more,
                worked(tuned, at));
    }

    /** The result is its stage's only one, or a slice of a fine-tuning, whose slices follow one another. */
    private StepTimes worked(Result result, Instant at) {
        return times.with(result).ended(Duration.between(lastAt, at));
    }

    double seconds() {
        return Duration.between(startedAt, lastAt).toMillis() / 1000.0;
    }
}
