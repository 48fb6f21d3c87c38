package io.apoptosis.core.coupling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.Concat;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupsTest {
    private static final Network RESNET20 = RandomNetworks.of(Architectures.named("resnet20", 10), 1);

    @Test
    void aResNetHasOneGroupForTheStreamAndOneForTheInsideOfEachBlock() {
        List<Group> groups = Groups.of(RESNET20, Set.of());
        assertThat(groups).hasSize(10);
        assertThat(groups.get(0).name()).isEqualTo("conv1");
        assertThat(groups.get(0).units()).hasSize(64);
        assertThat(groups.get(1).name()).isEqualTo("layer1.0.conv1");
        assertThat(groups.get(1).units()).hasSize(16);
    }

    @Test
    void anInnerChannelTakesItsFilterItsNormAndItsConsumersInputAlong() {
        Unit unit = Groups.of(RESNET20, Set.of()).get(1).units().get(3);
        assertThat(unit.parameters().keySet())
                .extracting(AxisRef::toString)
                .containsExactlyInAnyOrder(
                        "layer1.0.conv1.weight:0",
                        "layer1.0.bn1.weight:0",
                        "layer1.0.bn1.bias:0",
                        "layer1.0.bn1.running_mean:0",
                        "layer1.0.bn1.running_var:0",
                        "layer1.0.conv2.weight:1");
        assertThat(unit.parameters().values())
                .allSatisfy(indices -> assertThat(indices).containsExactly(3));
    }

    /** Option A pads 8 and then 16 zero channels in front: stem channel 5 is channel 13 of stage 2 and channel 29 of stage 3. */
    @Test
    void channelsShiftWithTheZeroPaddingOfOptionA() {
        Unit stem5 = Groups.of(RESNET20, Set.of()).get(0).units().stream()
                .filter(unit -> contains(unit, "conv1.weight", 0, 5))
                .findFirst()
                .orElseThrow();
        assertThat(contains(stem5, "layer2.0.conv2.weight", 0, 13)).isTrue();
        assertThat(contains(stem5, "layer3.0.conv2.weight", 0, 29)).isTrue();
        assertThat(contains(stem5, "linear.weight", 1, 29)).isTrue();
    }

    @Test
    void optionBKeepsTheStagesApart() {
        Network network = RandomNetworks.of(Architectures.named("resnet20-b", 10), 1);
        assertThat(Groups.of(network, Set.of()))
                .extracting(Group::name)
                .contains("conv1", "layer2.0.conv2", "layer3.0.conv2")
                .hasSize(12);
    }

    @Test
    void skippedLayersAndTheClassifierAreInNoGroup() {
        List<Group> groups = Groups.of(RESNET20, Set.of("layer1.0.conv1"));
        assertThat(groups).extracting(Group::name).doesNotContain("layer1.0.conv1", "linear");
        assertThat(groups).hasSize(9);
    }

    @Test
    void whatProducersGiveToAConcatenationStaysApart() {
        GraphBuilder b = new GraphBuilder(Shape.of(3, 8, 8));
        String first = b.conv("first", b.input(), 3, 4, 3, 1);
        String second = b.conv("second", b.input(), 3, 6, 3, 1);
        String both = b.batchNorm("norm", b.node("concat", new Concat(1), first, second), 10);
        Network network =
                RandomNetworks.of(b.build(b.linear("fc", b.node("pool", new GlobalAvgPool(), both), 10, 5)), 1);

        List<Group> groups = Groups.of(network, Set.of());

        assertThat(groups).extracting(Group::name).containsExactly("first", "second");
        assertThat(groups).extracting(group -> group.units().size()).containsExactly(4, 6);
        assertThat(contains(groups.get(1).units().get(2), "fc.weight", 1, 6)).isTrue();
    }

    @Test
    void anUnknownLayerToSkipIsRefused() {
        assertThatThrownBy(() -> Groups.of(RESNET20, Set.of("layer9.conv1"))).hasMessageContaining("layer9.conv1");
    }

    private static boolean contains(Unit unit, String parameter, int axis, int index) {
        int[] indices = unit.members().get(AxisRef.parameter(parameter, axis));
        return indices != null && Arrays.stream(indices).anyMatch(i -> i == index);
    }
}
