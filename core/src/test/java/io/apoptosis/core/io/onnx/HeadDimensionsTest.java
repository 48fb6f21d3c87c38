package io.apoptosis.core.io.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.HeadDimensions;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.GraphJson;
import io.apoptosis.core.io.Logits;
import io.apoptosis.core.laws.MaskedEqualsPruned;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.prune.Cut;
import io.apoptosis.core.tensor.HostTensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attention loses the same dimension of every head instead of whole heads. */
class HeadDimensionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"vit_timm", "vit_timm_opset13", "vit_torchvision", "decoder", "language"})
    void theFunctionStaysAndAPrunedNetworkIsTheMaskedOne(String name) {
        Network whole = OnnxReader.read(Fixtures.bytes(name));
        Network network = HeadDimensions.of(whole);
        HostTensor images = Fixtures.images(network, 2);

        assertThat(Logits.ours(network, images)).isEqualTo(Logits.ours(whole, images));
        List<Unit> units = Fixtures.some(attention(network));
        MaskedEqualsPruned.check(network, units, Fixtures.SEED);
        MaskedEqualsPruned.check(network, Fixtures.some(Groups.of(network, Set.of())), Fixtures.SEED);
    }

    @Test
    void aUnitIsOneDimensionOfEveryHeadInQueryKeyAndValue() {
        Network network = HeadDimensions.of(OnnxReader.read(Fixtures.bytes("vit_timm")));

        List<Unit> units = attention(network).get(0).units();

        assertThat(units).hasSize(8);
        assertThat(rows(units.get(1), "blocks.0.attn.qkv.bias")).containsExactly(1, 9, 17, 25, 33, 41, 49, 57, 65);
    }

    /** Four query heads share two keys: query and key lose a dimension together, value and output another. */
    @Test
    void queriesThatShareAKeyLoseTheSameDimension() {
        Network network = HeadDimensions.of(OnnxReader.read(Fixtures.bytes("decoder")));
        List<Group> groups = attention(network);

        assertThat(groups).extracting(Group::name).containsExactly("q", "v");
        assertThat(groups).allSatisfy(group -> assertThat(group.units()).hasSize(6));
        assertThat(rows(groups.get(0).units().get(2), "q.weight")).containsExactly(2, 8, 14, 20);
        assertThat(rows(groups.get(0).units().get(2), "k.weight")).containsExactly(2, 8);
    }

    @Test
    void itIsStillSoAfterACutAndInGraphJson() {
        Network network = HeadDimensions.of(RandomNetworks.of(Architectures.named("vit_postnorm_cifar", 2), 3));
        Network pruned = Cut.remove(network, Fixtures.some(attention(network)));

        Network again = new Network(GraphJson.read(GraphJson.write(pruned.graph())), pruned.weights());

        assertThat(attention(again))
                .hasSize(8)
                .allSatisfy(group -> assertThat(group.units()).hasSize(23));
        MaskedEqualsPruned.check(again, Fixtures.some(attention(again)), Fixtures.SEED);
    }

    private static List<Group> attention(Network network) {
        return Groups.of(network, Set.of()).stream()
                .filter(group ->
                        group.name().matches("[qv]|.*(attn|self_attention|attention|_projection|projeciton).*"))
                .toList();
    }

    private static int[] rows(Unit unit, String parameter) {
        return unit.parameters().entrySet().stream()
                .filter(member -> member.getKey().name().endsWith(parameter)
                        && member.getKey().axis() == 0)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
