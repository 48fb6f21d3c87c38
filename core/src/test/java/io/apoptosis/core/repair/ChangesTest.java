package io.apoptosis.core.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.Linear;
import io.apoptosis.core.op.Relu;
import io.apoptosis.core.prune.Survivors;
import io.apoptosis.core.sparse.Masks;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private final Node first = layer("first", "input");
    private final Node relu = new Node("relu", new Relu(), List.of("first"), Map.of());
    private final Node second = layer("second", "relu");
    private final Node third = layer("third", "second");

    @Test
    void callsTheReaderOfACutAxisAndWithAllLayersThoseBehindIt() {
        Changes changes = new Changes(
                new Survivors(new TreeMap<>(Map.of(
                        AxisRef.value("first", 1), new int[] {0, 2},
                        AxisRef.value("relu", 1), new int[] {0, 2}))),
                Masks.none());
        assertThat(changes.call(first, Reach.ALL)).isFalse();
        changes.pass(first);
        changes.pass(relu);
        assertThat(changes.call(second, Reach.CUT)).isTrue();
        changes.solved(second);
        changes.pass(second);
        assertThat(changes.call(third, Reach.CUT)).isFalse();
        assertThat(changes.call(third, Reach.ALL)).isTrue();
    }

    @Test
    void callsNoneWhereNothingWasCut() {
        Changes changes = new Changes(Survivors.all(), Masks.none());
        List.of(first, relu, second).forEach(changes::pass);
        assertThat(changes.call(third, Reach.ALL)).isFalse();
    }

    @Test
    void callsTheLayerThatLostSingleWeights() {
        Masks masks = new Masks(Map.of("first.weight", HostTensor.of(Shape.of(1, 2), 1f, 0f)));
        Changes changes = new Changes(Survivors.all(), masks);
        assertThat(changes.call(first, Reach.CUT)).isTrue();
        changes.pass(first);
        changes.pass(relu);
        assertThat(changes.call(second, Reach.CUT)).isFalse();
        assertThat(changes.call(second, Reach.ALL)).isTrue();
    }

    private static Node layer(String name, String input) {
        return new Node(name, new Linear(), List.of(input), Map.of("weight", name + ".weight"));
    }
}
