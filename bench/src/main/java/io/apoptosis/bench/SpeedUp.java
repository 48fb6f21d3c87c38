package io.apoptosis.bench;

import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.FoldedNorms;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.AxisScores;
import io.apoptosis.core.importance.ElementScores;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.io.OnnxModel;
import io.apoptosis.core.latency.Latency;
import io.apoptosis.core.latency.LatencyMeter;
import io.apoptosis.core.prune.Cost;
import io.apoptosis.core.prune.Measure;
import io.apoptosis.core.prune.Pruner;
import io.apoptosis.core.prune.Pruning;
import io.apoptosis.core.tensor.HostTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is left of the MACs and of the time, measured side by side in ONNX Runtime: ResNet-50 pruned to half its MACs by magnitude. */
public final class SpeedUp {
    private static final String NETWORK = "resnet50";
    private static final double TARGET = 0.5;
    private static final double MOST_OF_A_GROUP = 0.9;
    private static final int ROUND_TO = 8;

    private SpeedUp() {}

    /** Argument: the number of threads beside 1; by default as many as the machine has. */
    public static void main(String[] args) {
        int threads = args.length > 0
                ? Integer.parseInt(args[0])
                : Runtime.getRuntime().availableProcessors();
        Network dense = RandomNetwork.named(NETWORK);
        Network pruned = pruned(dense);
        double macs = (double) Cost.of(dense).macs() / Cost.of(pruned).macs();
        System.out.printf("%s to %.3f of its MACs, channels in multiples of %d%n", NETWORK, 1 / macs, ROUND_TO);
        System.out.printf(
                "%8s %8s %10s %10s %9s %9s %9s%n",
                "threads", "batch", "dense ms", "pruned ms", "speed-up", "MACs", "share");
        List<byte[]> models = List.of(OnnxModel.write(FoldedNorms.of(dense)), OnnxModel.write(FoldedNorms.of(pruned)));
        for (LatencyMeter meter : List.of(new LatencyMeter(1, 1, 3, 15), new LatencyMeter(threads, 8, 2, 9))) {
            List<Latency> latencies = meter.measure(models, Progress.NONE);
            double speedUp = latencies.get(0).median() / latencies.get(1).median();
            System.out.printf(
                    "%8d %8d %10.1f %10.1f %9.2f %9.2f %9.2f%n",
                    meter.threads(),
                    meter.batch(),
                    latencies.get(0).median(),
                    latencies.get(1).median(),
                    speedUp,
                    macs,
                    speedUp / macs);
        }
    }

    private static Network pruned(Network dense) {
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        dense.graph()
                .trainable()
                .forEach(name -> weights.put(name, dense.weight(name).map(Math::abs)));
        AxisScores magnitudes = AxisScores.of(dense, new ElementScores(weights, 1));
        Pruning pruning = new Pruning(
                Measure.MACS, TARGET, MOST_OF_A_GROUP, ROUND_TO, Set.of(), Reduction.MEAN, ScoreNormalization.MAX);
        return Pruner.prune(dense, dense, magnitudes, pruning).network();
    }
}
