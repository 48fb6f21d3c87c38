package io.apoptosis.core.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.importance.AxisScores;
import io.apoptosis.core.importance.ElementScores;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.tensor.HostTensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LatencyModelTest {
    private static final Network DENSE = RandomNetworks.of(Architectures.named("resnet20", 10), 2);

    @Test
    void layersCostByTheirMacsAndTheRestByItsValues() {
        LatencyModel model = new LatencyModel(Map.of("conv1", 2.0, "linear", 2.0), 0);

        assertThat(milliseconds(model, DENSE)).isCloseTo(2e-6 * Cost.of(DENSE).macs(), within(1e-9));
        assertThat(milliseconds(new LatencyModel(Map.of("conv1", 2.0, "linear", 2.0), 5), DENSE))
                .isGreaterThan(milliseconds(model, DENSE));
    }

    @Test
    void aNetworkIsPrunedToAShareOfItsExpectedTime() {
        LatencyModel model = new LatencyModel(Map.of("conv1", 9.0, "layer3.2.conv1", 1.0), 20);

        Network pruned =
                Pruner.prune(DENSE, DENSE, magnitudes(), pruning(model)).network();

        assertThat(milliseconds(model, pruned) / milliseconds(model, DENSE)).isBetween(0.57, 0.6);
    }

    @Test
    void aLatencyWithoutMeasuredLayersIsRefused() {
        assertThatThrownBy(() -> pruning(null)).hasMessageContaining("told by measured layers");
    }

    private static Pruning pruning(LatencyModel model) {
        return new Pruning(Measure.LATENCY, 0.6, 0.95, 1, Set.of(), Reduction.MEAN, ScoreNormalization.MAX, model);
    }

    private static AxisScores magnitudes() {
        Map<String, HostTensor> magnitudes = new LinkedHashMap<>();
        DENSE.graph()
                .trainable()
                .forEach(name -> magnitudes.put(name, DENSE.weight(name).map(Math::abs)));
        return AxisScores.of(DENSE, new ElementScores(magnitudes, 1));
    }

    private static double milliseconds(LatencyModel model, Network network) {
        return model.milliseconds(network.graph(), ShapeInference.of(network));
    }
}
