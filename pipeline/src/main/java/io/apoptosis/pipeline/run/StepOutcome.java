package io.apoptosis.pipeline.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apoptosis.pipeline.message.Checkpoint;
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
 * @param lastAt when its last result came
 * @param checkpoint the network as the step leaves it; null until it is pruned
 * @param measured of {@code checkpoint}
 * @param kept output channels left per layer, in the network's order
 * @param sparsity share of single weights gone per layer, in the network's order; empty where whole channels are pruned
 * @param epochs of the fine-tuning so far
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
        List<Epoch> epochs) {
    public StepOutcome {
        kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
        sparsity = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNullElse(sparsity, Map.of())));
        epochs = List.copyOf(epochs);
    }

    /** After one epoch of fine-tuning: {@code trainLoss} over its batches; accuracy and loss on the test set. */
    public record Epoch(double trainLoss, double accuracy, double loss) {}

    static StepOutcome started(StepPlan plan, Instant at) {
        return new StepOutcome(plan, at, at, null, null, null, null, Map.of(), Map.of(), List.of());
    }

    StepOutcome pruned(
            Checkpoint checkpoint,
            Measurement afterPruning,
            Map<String, Integer> kept,
            Map<String, Double> sparsity,
            Instant at) {
        return new StepOutcome(
                plan, startedAt, at, checkpoint, afterPruning, null, afterPruning, kept, sparsity, List.of());
    }

    StepOutcome repaired(Checkpoint checkpoint, Measurement afterRepair, Instant at) {
        return new StepOutcome(
                plan, startedAt, at, checkpoint, afterPruning, afterRepair, afterRepair, kept, sparsity, List.of());
    }

    StepOutcome tuned(Checkpoint checkpoint, double trainLoss, Measurement measured, Instant at) {
        List<Epoch> more = new ArrayList<>(epochs);
        more.add(new Epoch(trainLoss, measured.accuracy(), measured.loss()));
        return new StepOutcome(
                plan, startedAt, at, checkpoint, afterPruning, afterRepair, measured, kept, sparsity, more);
    }

    double seconds() {
        return Duration.between(startedAt, lastAt).toMillis() / 1000.0;
    }
}
