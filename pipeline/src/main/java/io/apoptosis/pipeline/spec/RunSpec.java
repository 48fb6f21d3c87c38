package io.apoptosis.pipeline.spec;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.apoptosis.core.dual.Expansion;
import io.apoptosis.core.dual.Method;
import io.apoptosis.core.dual.Terms;
import io.apoptosis.core.importance.Criterion;
import io.apoptosis.core.importance.CriterionOptions;
import io.apoptosis.core.importance.Curvature;
import io.apoptosis.core.importance.Saving;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.repair.Reach;
import io.apoptosis.core.sparse.SparseCriterion;
import io.apoptosis.core.sparse.SparseOptions;
import io.apoptosis.core.tensor.Products;
import io.apoptosis.core.train.FineTuning;
import io.apoptosis.core.train.RateSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user asks for: examples/*.yaml, schema in run-spec.schema.json, read by {@link RunSpecs}. A part that is left out takes its
 * defaults; {@code score} and {@code evaluate} need no prune or fine-tune part. Its JSON is again a specification.
 *
 * @param threads intra-op threads of every worker: part of the specification because the last bits of a sum depend on it
 * @param latency how to measure the dense and the final network; null for not at all
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
        int threads,
        @Nullable LatencySpec latency) {

    public RunSpec {
        requireNonNull(name, "name");
        requireNonNull(model, "model");
        requireNonNull(data, "data");
        requireNonNull(importance, "importance");
    }

    /** Without a measured latency. */
    public RunSpec(
            String name,
            ModelSpec model,
            DataSpec data,
            ImportanceSpec importance,
            @Nullable PruneSpec prune,
            @Nullable FinetuneSpec finetune,
            long seed,
            int threads) {
        this(name, model, data, importance, prune, finetune, seed, threads, null);
    }

    /** How latency is measured where a target or a multiple asks for it. */
    public LatencySpec latencyOrDefault() {
        return latency == null ? LatencySpec.DEFAULT : latency;
    }

    public RunSpec withModel(ModelSpec newModel) {
        return new RunSpec(name, newModel, data, importance, prune, finetune, seed, threads, latency);
    }

    public RunSpec withName(String newName) {
        return new RunSpec(newName, model, data, importance, prune, finetune, seed, threads, latency);
    }

    public RunSpec withPrune(PruneSpec newPrune) {
        return new RunSpec(name, model, data, importance, newPrune, finetune, seed, threads, latency);
    }

    public RunSpec withData(DataSpec newData) {
        return new RunSpec(name, model, newData, importance, prune, finetune, seed, threads, latency);
    }

    /**
     * A checkpoint of a built-in architecture, or of a graph written by Apoptosis, or an ONNX model.
     *
     * @param architecture built-in name, {@link #ONNX}, or null where {@code graph} is given
     * @param graph location of a graph.json, or null
     * @param weights location of a .th, .pth or .safetensors checkpoint or of an ONNX model: a local path, or {@code object:KEY} once uploaded
     * @param heads what can be removed of attention: {@link #DIMENSIONS}, the same of every head, or else whole heads
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ModelSpec(
            @Nullable String architecture,
            int classes,
            @Nullable String graph,
            String weights,
            @Nullable String heads) {
        public static final String DIMENSIONS = "dimensions";

        /** Where an architecture is named: the weights are an ONNX model, which brings its own. */
        public static final String ONNX = "onnx";

        public ModelSpec {
            requireNonNull(weights, "weights");
        }

        /** The same model, its files elsewhere. */
        public ModelSpec at(@Nullable String newGraph, String newWeights) {
            return new ModelSpec(architecture, classes, newGraph, newWeights, heads);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DataSpec(
            DataRef train,
            DataRef test,
            @Nullable Normalize normalize,
            @Nullable Resize resize) {
        public DataSpec {
            requireNonNull(train, "train");
            requireNonNull(test, "test");
        }

        public DataSpec at(DataRef newTrain, DataRef newTest) {
            return new DataSpec(newTrain, newTest, normalize, resize);
        }
    }

    /** For images in folders: the shorter side is scaled to {@code shorterSide}, then the middle {@code crop} x {@code crop} is cut. */
    public record Resize(int shorterSide, int crop) {}

    /** Per-channel mean and standard deviation, applied after scaling bytes to 0..1. */
    public record Normalize(List<Double> mean, List<Double> std) {
        public Normalize {
            mean = List.copyOf(mean);
            std = List.copyOf(std);
        }
    }

    /**
     * @param criterion one of {@link Criterion#NAMES}, for example oba or apoptosis
     * @param method of oba: dual (exact) or layerwise (the paper's Algorithm 1)
     * @param terms first, second or first+second
     * @param batchNorm running or batch
     * @param reduction mean, sum, max, product or first, over the members of a coupled unit
     * @param normalization none, max, standardization, l2 or mean, within a group
     * @param gates choices of gate and apoptosis; null for their defaults
     * @param order of oba's term: 2 to 4; null is 2
     * @param asPublished oba as its authors' code computes it, where that departs from the paper; null is not
     * @param magnitude of single weights: whether their share of the largest is added to their score; null is for oba only
     * @param chita choices of chita; null for their defaults
     * @param precision of products: float32 or bfloat16; null is float32
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ImportanceSpec(
            String criterion,
            String method,
            String terms,
            String batchNorm,
            int batches,
            int batchSize,
            int shards,
            String reduction,
            String normalization,
            @Nullable GatesSpec gates,
            @Nullable Integer order,
            @Nullable Boolean asPublished,
            @Nullable Boolean magnitude,
            @Nullable ChitaSpec chita,
            @Nullable String precision) {
        public ImportanceSpec {
            requireNonNull(criterion, "criterion");
            requireNonNull(method, "method");
            requireNonNull(terms, "terms");
            requireNonNull(batchNorm, "batchNorm");
            requireNonNull(reduction, "reduction");
            requireNonNull(normalization, "normalization");
        }

        /** The second-order term as the paper defines it. */
        public ImportanceSpec(
                String criterion,
                String method,
                String terms,
                String batchNorm,
                int batches,
                int batchSize,
                int shards,
                String reduction,
                String normalization,
                @Nullable GatesSpec gates) {
            this(
                    criterion,
                    method,
                    terms,
                    batchNorm,
                    batches,
                    batchSize,
                    shards,
                    reduction,
                    normalization,
                    gates,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        /** In what a scorer computes the network's products. */
        public Products products() {
            return precision == null ? Products.FLOAT32 : Products.valueOf(precision.toUpperCase(Locale.ROOT));
        }

        public Criterion toCriterion() {
            return toCriterion(criterion);
        }

        /** Another criterion with the same choices. */
        public Criterion toCriterion(String name) {
            return Criterion.named(name, options(name));
        }

        /** For a target of sparsity. */
        public SparseCriterion toSparseCriterion() {
            ChitaSpec solved = chita == null ? ChitaSpec.DEFAULT : chita;
            return SparseCriterion.named(
                    criterion,
                    new SparseOptions(
                            options(criterion),
                            ScoreNormalization.named(normalization),
                            magnitude == null ? criterion.equals("oba") : magnitude,
                            solved.ridge(),
                            solved.blockSize()));
        }

        /** What oba computes, and how. */
        public Expansion expansion() {
            return new Expansion(
                    Method.valueOf(method.toUpperCase(Locale.ROOT)),
                    Terms.valueOf(terms.toUpperCase(Locale.ROOT).replace("+", "_AND_")),
                    order == null ? 2 : order,
                    asPublished != null && asPublished);
        }

        private CriterionOptions options(String name) {
            GatesSpec gated = gates == null ? GatesSpec.DEFAULT : gates;
            return new CriterionOptions(
                    expansion(), gated.curvatureFor(name), gated.ridge(), Saving.named(gated.per()));
        }

        /** First calibration batch of a shard; a shard ends where the next one begins, and all are as equal as can be. */
        public int fromBatch(int shard) {
            return Math.toIntExact((long) shard * batches / shards);
        }

        /** The batch after the shard's last. */
        public int toBatch(int shard) {
            return fromBatch(shard + 1);
        }
    }

    /**
     * @param curvature loss or logits; null for what suits the criterion
     * @param ridge of apoptosis, as a share of the curvature's mean diagonal
     * @param per what a unit's cost is divided by: unit, macs or parameters
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GatesSpec(@Nullable String curvature, double ridge, String per) {
        static final GatesSpec DEFAULT = new GatesSpec(null, 0.02, "macs");

        public GatesSpec {
            requireNonNull(per, "per");
        }

        /** A single unit is ranked by the loss it costs; a set is chosen so that the function stays. */
        private Curvature curvatureFor(String criterion) {
            if (curvature != null) {
                return Curvature.named(curvature);
            }
            return criterion.equals("gate") ? Curvature.LOSS : Curvature.LOGITS;
        }
    }

    /**
     * @param ridge a share of the Fisher matrix's mean diagonal
     * @param blockSize weights of one tensor that the Fisher matrix couples; 0 for all of the network's
     */
    public record ChitaSpec(double ridge, int blockSize) {
        static final ChitaSpec DEFAULT = new ChitaSpec(10, 0);
    }

    /**
     * Latency in ONNX Runtime.
     *
     * @param batch images at once
     * @param threads of the runtime
     * @param warmUp rounds before the measured ones
     */
    public record LatencySpec(int batch, int threads, int warmUp, int rounds) {
        static final LatencySpec DEFAULT = new LatencySpec(1, 1, 5, 30);
    }

    /**
     * @param roundTo 0 for the multiple that is measured to be fast
     * @param repair null for none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PruneSpec(
            Target target,
            int iterations,
            String schedule,
            double maxRatioPerGroup,
            int roundTo,
            List<String> skip,
            @Nullable RepairSpec repair) {
        public PruneSpec {
            requireNonNull(target, "target");
            requireNonNull(schedule, "schedule");
            skip = List.copyOf(skip);
        }

        public PruneSpec to(Target newTarget) {
            return new PruneSpec(newTarget, iterations, schedule, maxRatioPerGroup, roundTo, skip, repair);
        }

        /** Whether a target is reached with this step, counted from 1. */
        public boolean reaches(int step) {
            return step % iterations == 0;
        }

        /** Whether the specification says the multiple itself. */
        public boolean aligned() {
            return roundTo > 0;
        }

        /** Whether single weights go, not whole channels. */
        public boolean sparse() {
            return target.isSparsity();
        }

        public boolean repairs() {
            return repair != null && repair.method().equals("leastSquares");
        }

        /** Whether the cut of this step, counted from 1, is repaired. */
        public boolean repairsAfter(int step) {
            return repair != null && repair.wantedAfter(reaches(step));
        }
    }

    /**
     * @param method leastSquares or none
     * @param images from the first training image; all where there are fewer
     * @param ridge as a share of the mean variance of a layer's features
     * @param layers cut or all: which are solved; null, as earlier versions wrote it, is cut
     * @param recalibrations of all batch norms where a target is reached; null is none
     * @param after cut, every one, or target, where one is reached; null, as earlier versions wrote it, is cut
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RepairSpec(
            String method,
            int images,
            double ridge,
            @Nullable String layers,
            @Nullable Integer recalibrations,
            @Nullable String after) {
        public RepairSpec {
            requireNonNull(method, "method");
        }

        boolean wantedAfter(boolean reached) {
            return method.equals("leastSquares") && (reached || !"target".equals(after));
        }

        /** How many after a step's cut. */
        public int recalibrationsAfter(boolean reached) {
            return reached && recalibrations != null ? recalibrations : 0;
        }

        public Reach reach() {
            return layers == null ? Reach.CUT : Reach.named(layers);
        }
    }

    /**
     * Ratios of the dense network to reach, one after the other, largest first; the unit is macs, parameters, channels or latency. Or, smallest
     * first, {@link #SPARSITY}: the share of the weights of convolutions and linear layers that go, one by one.
     */
    public record Target(String unit, List<Double> ratios) {
        public static final String SPARSITY = "sparsity";

        public Target {
            requireNonNull(unit, "unit");
            ratios = List.copyOf(ratios);
        }

        public boolean isSparsity() {
            return unit.equals(SPARSITY);
        }

        /** What the dense network has. */
        public double none() {
            return isSparsity() ? 0 : 1;
        }

        /** As a specification says it: {@code {macs: [0.6, 0.5]}}. */
        @JsonValue
        Map<String, List<Double>> toJson() {
            return Map.of(unit, ratios);
        }

        @JsonCreator
        static Target fromJson(JsonNode json) {
            if (json.size() != 1 || !json.isObject()) {
                throw new IllegalArgumentException("a target is {UNIT: RATIO}, not " + json);
            }
            Map.Entry<String, JsonNode> only = json.properties().iterator().next();
            List<Double> ratios = new ArrayList<>();
            if (only.getValue().isArray()) {
                only.getValue().forEach(ratio -> ratios.add(ratio.doubleValue()));
            } else {
                ratios.add(only.getValue().doubleValue());
            }
            return new Target(only.getKey(), ratios);
        }
    }

    /**
     * @param loss labels or distill; null for labels
     * @param temperature of distill; null for 4
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FinetuneSpec(
            int epochs,
            int batchSize,
            OptimizerSpec optimizer,
            List<String> augmentation,
            @Nullable String loss,
            @Nullable Double temperature) {
        public FinetuneSpec {
            requireNonNull(optimizer, "optimizer");
            augmentation = List.copyOf(augmentation);
        }

        /** Whether the dense network teaches rather than the labels. */
        public boolean distills() {
            return "distill".equals(loss);
        }

        public double softness() {
            return temperature == null ? 4 : temperature;
        }

        /** @param seed of batch order and augmentation */
        public FineTuning tuning(long seed) {
            return new FineTuning(
                    batchSize,
                    optimizer.learningRate(),
                    optimizer.momentum(),
                    optimizer.weightDecay(),
                    optimizer.rates(epochs),
                    Set.copyOf(augmentation),
                    seed);
        }
    }

    /** @param schedule null, which an earlier version wrote, is {@code steps} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OptimizerSpec(
            String name,
            double learningRate,
            double momentum,
            double weightDecay,
            List<Integer> milestones,
            @Nullable String schedule) {
        public OptimizerSpec {
            requireNonNull(name, "name");
            milestones = List.copyOf(milestones);
        }

        RateSchedule rates(int epochs) {
            return "cosine".equals(schedule) ? new RateSchedule.Cosine(epochs) : new RateSchedule.Steps(milestones);
        }
    }
}
