package io.apoptosis.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.laws.MaskedEqualsPruned;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.prune.Cost;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PostNormVitTest {
    private static final Network NETWORK = RandomNetworks.of(Architectures.named("vit_postnorm_cifar", 2), 3);

    @Test
    void itHasItsParameters() {
        assertThat(Cost.of(NETWORK).parameters()).isEqualTo(807_554);
    }

    @Test
    void queryKeyValueAndOutputLoseHeadsTogether() {
        assertThat(heads())
                .hasSize(4)
                .allSatisfy(group -> assertThat(group.units()).hasSize(4));
    }

    @Test
    void aNetworkWithoutAHeadIsTheOneWhoseHeadIsMasked() {
        MaskedEqualsPruned.check(NETWORK, List.of(heads().get(1).units().get(2)), 7);
    }

    private static List<Group> heads() {
        return Groups.of(NETWORK, Set.of()).stream()
                .filter(group -> group.name().contains("attention"))
                .toList();
    }
}
