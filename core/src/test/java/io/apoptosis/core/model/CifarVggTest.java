package io.apoptosis.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.laws.MaskedEqualsPruned;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.prune.Cost;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CifarVggTest {
    private static final Network NETWORK = RandomNetworks.of(Architectures.named("vgg19_cifar", 100), 3);

    /** Sixteen 3x3 convolutions over 32, 16, 8 and, twice, 4 pixels, and a linear layer: 20.1 M and 0.51 G, counted by hand. */
    @Test
    void itIsTheOneThatPruningIsComparedOn() {
        assertThat(Cost.of(NETWORK).parameters()).isEqualTo(20_086_692);
        assertThat(Cost.of(NETWORK).macs()).isEqualTo(511_428_608);
    }

    @Test
    void itTakesTheNamesOfTheCheckpoints() {
        assertThat(NETWORK.weights())
                .containsKeys("block0.0.weight", "block0.0.bias", "block0.1.running_var", "block4.9.weight")
                .containsKeys("block4.10.bias", "classifier.weight")
                .hasSize(16 * 6 + 2);
    }

    @Test
    void aPrunedNetworkIsTheMaskedOne() {
        List<Group> groups = Groups.of(NETWORK, Set.of());
        assertThat(groups).hasSize(16);
        MaskedEqualsPruned.check(
                NETWORK, groups.stream().map(group -> group.units().get(5)).toList(), 7);
    }

    /** The same layers an eighth as wide; the first reads one colour instead of three. */
    @Test
    void theSmallOneHasTheSameLayers() {
        Architecture small = Architectures.named("vgg19_fashion", 10);

        assertThat(small.parameterShapes().keySet()).isEqualTo(NETWORK.weights().keySet());
        assertThat(small.parameterShapes().get("block0.0.weight")).isEqualTo(Shape.of(8, 1, 3, 3));
        assertThat(small.parameterShapes().get("block4.9.weight")).isEqualTo(Shape.of(64, 64, 3, 3));
    }
}
