package io.apoptosis.pipeline.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user asks for: examples/*.yaml, schema in run-spec.schema.json. A part that is left out takes its defaults; {@code score} and
 * {@code evaluate} need no prune or fine-tune part.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunSpec(
        String name,
        ModelSpec model,
        DataSpec data,
        ImportanceSpec importance,
        @Nullable PruneSpec prune,
        @Nullable FinetuneSpec finetune,
        long seed,
        int threads) {

    /**
     * A checkpoint of a built-in architecture, or of a graph written by Apoptosis.
     *
     * @param architecture built-in name, or null where {@code graph} is given
     * @param graph location of a graph.json, or null
     * @param weights location of a .th, .pth or .safetensors checkpoint: a local path, or {@code object:KEY} once uploaded
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ModelSpec(
            @Nullable String architecture,
            int classes,
            @Nullable String graph,
            String weights) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DataSpec(
            DataRef train, DataRef test, @Nullable Normalize normalize) {}

    /** Per-channel mean and standard deviation, applied after scaling bytes to 0..1. */
    public record Normalize(List<Double> mean, List<Double> std) {}

    /**
     * @param criterion oba, taylor, weight or random
     * @param method dual (exact)
     * @param terms first, second or first+second
     * @param batchNorm running or batch
     */
    public record ImportanceSpec(
            String criterion,
            String method,
            String terms,
            String batchNorm,
            int batches,
            int batchSize,
            int shards,
            String reduction,
            String normalization) {}

    public record PruneSpec(
            Target target, int iterations, String schedule, double maxRatioPerGroup, int roundTo, List<String> skip) {}

    /** Ratios of the dense network to reach, one after the other, largest first; the unit is macs, parameters or channels. */
    public record Target(String unit, List<Double> ratios) {}

    public record FinetuneSpec(int epochs, int batchSize, OptimizerSpec optimizer, List<String> augmentation) {}

    public record OptimizerSpec(
            String name, double learningRate, double momentum, double weightDecay, List<Integer> milestones) {}
}
