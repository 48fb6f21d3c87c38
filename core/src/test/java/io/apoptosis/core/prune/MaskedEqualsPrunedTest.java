package io.apoptosis.core.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.laws.MaskedEqualsPruned;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.Architecture;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.AvgPool2d;
import io.apoptosis.core.op.Concat;
import io.apoptosis.core.op.Flatten;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.op.MaxPool2d;
import io.apoptosis.core.op.Relu6;
import io.apoptosis.core.op.Reshape;
import io.apoptosis.core.op.Slice;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A network without a unit computes what the network with that unit masked computes, for every group. */
class MaskedEqualsPrunedTest {
    private static final long SEED = 11;

    @TestFactory
    @Tag("slow")
    Stream<DynamicTest> everyGroupOfTheCifarResNets() {
        return Stream.of("resnet20", "resnet32", "resnet20-b").flatMap(name -> {
            Network network = RandomNetworks.of(Architectures.named(name, 10), SEED);
            return Groups.of(network, Set.of()).stream()
                    .map(group -> DynamicTest.dynamicTest(
                            name + " " + group.name(),
                            () -> MaskedEqualsPruned.check(network, everyThird(group), SEED)));
        });
    }

    @Test
    void unitsOfAllGroupsAtOnce() {
        Network network = RandomNetworks.of(Architectures.named("resnet20", 10), SEED);
        List<Unit> units = Groups.of(network, Set.of()).stream()
                .flatMap(group -> everyThird(group).stream())
                .toList();
        assertThat(units).hasSizeGreaterThan(100);
        MaskedEqualsPruned.check(network, units, SEED);
    }

    @Test
    void aCutNetworkCanBeCutAgain() {
        Network network = RandomNetworks.of(Architectures.named("resnet20", 10), SEED);
        Network once =
                Cut.remove(network, everyThird(Groups.of(network, Set.of()).get(0)));
        MaskedEqualsPruned.check(once, everyThird(Groups.of(once, Set.of()).get(0)), SEED);
    }

    @Test
    void depthwiseGroupedConcatenatedSlicedAndFlattenedChannels() {
        Network network = RandomNetworks.of(zoo(), SEED);
        List<Group> groups = Groups.of(network, Set.of());
        assertThat(groups).extracting(Group::name).containsExactly("stem", "grouped", "mixed", "hidden");
        groups.forEach(group -> MaskedEqualsPruned.check(network, everyThird(group), SEED));
    }

    private static List<Unit> everyThird(Group group) {
        List<Unit> units = group.units();
        return Stream.iterate(0, i -> i < units.size() - 1, i -> i + 3)
                .map(units::get)
                .toList();
    }

    /** One of everything: depthwise, grouped, concat, slice, pools, reshape, flatten. */
    private static Architecture zoo() {
        GraphBuilder b = new GraphBuilder(Shape.of(3, 8, 8));
        Window three = Window.square(3, 1, 1);
        String stem = b.node("r0", new Relu6(), b.conv("stem", b.input(), 3, 8, three, 1, true));
        String depthwise = b.conv("depthwise", stem, 8, 8, three, 8, true);
        String left = b.conv("left", depthwise, 8, 6, three, 1, false);
        String both = b.node("concat", new Concat(1), left, stem);
        String some = b.node("slice", new Slice(1, 3, 11, 1), both);
        String pooled = b.node("max", new MaxPool2d(Window.square(3, 2, 1)), some);
        String grouped = b.conv("grouped", pooled, 8, 8, three, 2, true);
        String average = b.node("average", new AvgPool2d(Window.square(2, 2, 0)), b.relu("r1", grouped));
        String mixed = b.conv("mixed", average, 8, 6, three, 1, true);
        String flat = b.node("flat", new Flatten(), mixed);
        String hidden = b.relu("r2", b.linear("hidden", flat, 24, 12));
        String split = b.node("split", new Reshape(Shape.of(12, 1, 1)), hidden);
        return b.build(b.linear("fc", b.node("pool", new GlobalAvgPool(), split), 12, 5));
    }
}
