package io.apoptosis.bench;

import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.Calibration;
import io.apoptosis.core.importance.Criterion;
import io.apoptosis.core.importance.CriterionOptions;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.importance.Scores;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.prune.Measure;
import io.apoptosis.core.prune.Pruned;
import io.apoptosis.core.prune.Pruner;
import io.apoptosis.core.prune.Pruning;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.Set;
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

/** From scores to the network at half its MACs: groups, selection and surgery. {@code bench/run.sh jmh Selection}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class Selection {
    /** A criterion and a network. */
    @Param({"weight resnet32", "weight resnet50", "apoptosis resnet20", "apoptosis resnet32"})
    public String choice;

    private final Pruning half =
            new Pruning(Measure.MACS, 0.5, 0.95, 1, Set.of(), Reduction.named("mean"), ScoreNormalization.named("max"));
    private Network network;
    private Scores scores;

    @Setup(Level.Trial)
    public void score() {
        String[] words = choice.split(" ", -1);
        network = RandomNetwork.named(words[1]);
        Criterion criterion = Criterion.named(words[0], CriterionOptions.DEFAULT);
        RandomImages images = new RandomImages(64);
        Calibration calibration = new Calibration(
                new DjlEngine(),
                network,
                images,
                images.size(),
                0,
                1,
                Normalization.RUNNING,
                DType.FLOAT32,
                0,
                Progress.NONE);
        scores = criterion.scores(network, criterion.observe(calibration));
    }

    @Benchmark
    public Pruned half() {
        return Pruner.prune(network, network, scores, half);
    }
}
