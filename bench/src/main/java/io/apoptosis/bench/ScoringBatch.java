package io.apoptosis.bench;

import io.apoptosis.core.dual.AxisGradient;
import io.apoptosis.core.dual.BatchMeans;
import io.apoptosis.core.dual.ScoreGradient;
import io.apoptosis.core.dual.Terms;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.AxisScores;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one calibration batch costs: forward, backward and the gradients copied out, running statistics, float32. {@code gradient} is
 * the plain step that the dual step is measured against.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 4, time = 4)
@Fork(1)
public class ScoringBatch {
    /** A network and the images per batch. */
    @Param({"resnet20 64", "resnet32 64", "resnet32 256", "mobilenet_v2 8", "vit_tiny_patch16_224 8"})
    public String batch;

    /** 0: as many as the machine has. */
    @Param("0")
    public int threads;

    private Scope root;
    private Map<String, Tensor> weights;
    private HostTensor images;
    private int[] labels;
    private BatchMeans plain;
    private BatchMeans dual;
    private BatchMeans weightsDual;

    @Setup(Level.Trial)
    public void load() {
        DjlEngine engine = new DjlEngine();
        engine.useThreads(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
        root = engine.open(DType.FLOAT32);
        String[] words = batch.split(" ", -1);
        int size = Integer.parseInt(words[1]);
        Network loaded = RandomNetwork.named(words[0]);
        weights = new LinkedHashMap<>();
        loaded.weights().forEach((name, tensor) -> weights.put(name, root.of(tensor)));
        images = RandomNetwork.images(size, loaded.graph().inputShape());
        labels = RandomNetwork.labels(size);
        plain = new ScoreGradient(loaded.graph(), Terms.FIRST, Normalization.RUNNING);
        dual = new AxisGradient(loaded, Terms.SECOND, Normalization.RUNNING, AxisScores.axes(loaded));
        weightsDual = new ScoreGradient(loaded.graph(), Terms.SECOND, Normalization.RUNNING);
    }

    @TearDown(Level.Trial)
    public void close() {
        root.close();
    }

    @Benchmark
    public Map<String, HostTensor> gradient() {
        return batch(plain);
    }

    @Benchmark
    public Map<String, HostTensor> dual() {
        return batch(dual);
    }

    /** For single weights instead of units. */
    @Benchmark
    public Map<String, HostTensor> dualOfWeights() {
        return batch(weightsDual);
    }

    private Map<String, HostTensor> batch(BatchMeans scorer) {
        try (Scope scope = root.child()) {
            return scorer.of(scope, weights, images, labels);
        }
    }
}
