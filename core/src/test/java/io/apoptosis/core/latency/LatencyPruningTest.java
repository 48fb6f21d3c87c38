package io.apoptosis.core.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.AxisScores;
import io.apoptosis.core.importance.ElementScores;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.io.OnnxModel;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.prune.LatencyModel;
import io.apoptosis.core.prune.LatencyTarget;
import io.apoptosis.core.prune.Measure;
import io.apoptosis.core.prune.Pruner;
import io.apoptosis.core.prune.Pruning;
import io.apoptosis.core.tensor.HostTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real network is pruned to a measured latency; medians of networks measured in turn hold on a busy machine, too. */
@Tag("nightly")
class LatencyPruningTest {
    private static final double TARGET = 0.6;

    private final Network dense = RandomNetworks.of(Architectures.named("resnet20", 10), 2);
    private final LatencyMeter meter = new LatencyMeter(1, 8, 3, 25);

    @Test
    void theNetworkTakesTheShareOfTheTimeThatWasAskedFor() {
        LatencyModel layers = LayerTimes.measure(dense, meter, Progress.NONE);

        double aim = new LatencyTarget(TARGET).aim(ratio -> measured(pruned(ratio, layers)));

        assertThat(measured(pruned(aim, layers))).isBetween(TARGET - 0.15, TARGET + 0.1);
    }

    private double measured(Network network) {
        List<Latency> both = meter.measure(List.of(OnnxModel.write(dense), OnnxModel.write(network)), Progress.NONE);
        return both.get(1).median() / both.get(0).median();
    }

    private Network pruned(double ratio, LatencyModel layers) {
        Map<String, HostTensor> magnitudes = new LinkedHashMap<>();
        dense.graph()
                .trainable()
                .forEach(name -> magnitudes.put(name, dense.weight(name).map(Math::abs)));
        Pruning pruning =
                new Pruning(Measure.LATENCY, ratio, 0.95, 4, Set.of(), Reduction.MEAN, ScoreNormalization.MAX, layers);
        return Pruner.prune(dense, dense, AxisScores.of(dense, new ElementScores(magnitudes, 1)), pruning)
                .network();
    }
}
