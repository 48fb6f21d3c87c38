package io.apoptosis.bench;

import io.apoptosis.core.Progress;
import io.apoptosis.core.dual.Expansion;
import io.apoptosis.core.dual.Method;
import io.apoptosis.core.dual.Terms;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.Calibration;
import io.apoptosis.core.importance.Criterion;
import io.apoptosis.core.importance.CriterionOptions;
import io.apoptosis.core.importance.ElementCriterion;
import io.apoptosis.core.importance.Oba;
import io.apoptosis.core.importance.Scores;
import io.apoptosis.core.importance.ShardSums;
import io.apoptosis.core.importance.Taylor;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a criterion costs on ResNet-20, float32, running statistics: {@code observe} one calibration batch of 64, as a scorer does, and
 * {@code scores}, once per step, of the total. {@code gradient} is the plain gradient that the others are measured against: Taylor's score of every
 * single weight.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 2, time = 2)
@Fork(1)
public class CriterionBatch {
    private static final int BATCH_SIZE = 64;

    @Param({
        "gradient",
        "taylor",
        "oba",
        "oba layerwise",
        "oba order 3",
        "gate",
        "apoptosis",
        "obd",
        "c-obd",
        "kron-obd",
        "obs",
        "c-obs",
        "kron-obs",
        "eigendamage",
        "weight",
        "weight-l2",
        "bn-scale",
        "lamp",
        "fpgm",
        "random"
    })
    public String criterion;

    /** 0: as many as the machine has. */
    @Param("0")
    public int threads;

    private Criterion measured;
    private Calibration calibration;
    private ShardSums total;

    @Setup(Level.Trial)
    public void load() {
        DjlEngine engine = new DjlEngine();
        engine.useThreads(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
        Network network = RandomNetwork.named("resnet20");
        calibration = new Calibration(
                engine,
                network,
                new RandomImages(BATCH_SIZE),
                BATCH_SIZE,
                0,
                1,
                Normalization.RUNNING,
                DType.FLOAT32,
                0,
                Progress.NONE);
        measured = switch (criterion) {
            case "gradient" -> (ElementCriterion) batches -> new Taylor().score(batches);
            case "oba layerwise" -> new Oba(new Expansion(Method.LAYERWISE, Terms.SECOND, 2, false));
            case "oba order 3" -> new Oba(new Expansion(Method.DUAL, Terms.SECOND, 3, false));
            default -> Criterion.named(criterion, CriterionOptions.DEFAULT);
        };
        total = measured.observe(calibration);
    }

    @Benchmark
    public ShardSums observe() {
        return measured.observe(calibration);
    }

    @Benchmark
    public Scores scores() {
        return measured.scores(calibration.network(), total);
    }
}
