package io.apoptosis.core.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecalibrationTest {
    private final Network network = Damaged.residual();

    /** The step is linear, the network not quite: what it leaves is of second order. */
    @Test
    void undoesASmallDamageToNorms() {
        Network damaged = damaged();
        Network repaired = recalibrated(damaged, 1e-9);
        assertThat(Damaged.distance(network, repaired)).isLessThan(0.1 * Damaged.distance(network, damaged));
    }

    @Test
    void movesNothingWithAnEndlessRidge() {
        Network damaged = damaged();
        assertThat(Damaged.distance(damaged, recalibrated(damaged, 1e12))).isLessThan(1e-6);
    }

    @Test
    void leavesANetworkThatGivesTheSame() {
        assertThat(recalibrated(network, 1e-3).weights()).isEqualTo(network.weights());
    }

    private Network damaged() {
        Map<String, HostTensor> weights = new LinkedHashMap<>(network.weights());
        for (String name : List.of("bn2.weight", "bn3.bias", "bn5.weight")) {
            weights.computeIfPresent(name, (n, tensor) -> tensor.map(value -> value * 1.03 + 0.01));
        }
        return new Network(network.graph(), weights);
    }

    private Network recalibrated(Network damaged, double ridge) {
        return new Recalibration(new DjlEngine(), Damaged.images(), Damaged.COUNT, ridge)
                .apply(network, damaged, Progress.NONE);
    }
}
