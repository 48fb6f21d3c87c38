package io.apoptosis.core.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.model.Architectures;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepairOrderTest {
    @Test
    void shortcutsWithoutParametersComeBeforeWhatIsAddedToThem() {
        List<String> order = order("resnet20");
        assertThat(order.indexOf("layer2.0.shortcut.pad")).isLessThan(order.indexOf("layer2.0.conv2"));
        assertThat(order.indexOf("layer1.0.conv1")).isLessThan(order.indexOf("layer1.0.conv2"));
    }

    /** Two convolutions that are each other's shortcut: one of them has to go first, and the other takes over its error. */
    @Test
    void ofTwoLayersThatAreAddedOneGoesFirst() {
        List<String> order = order("resnet20-b");
        assertThat(order.indexOf("layer2.0.shortcut.1")).isLessThan(order.indexOf("layer2.0.conv2"));
    }

    @Test
    void isTheSameNetwork() {
        Graph graph = Architectures.named("resnet20-b", 10).graph();
        assertThat(RepairOrder.of(graph).nodes()).containsExactlyInAnyOrderElementsOf(graph.nodes());
    }

    private static List<String> order(String architecture) {
        return RepairOrder.of(Architectures.named(architecture, 10).graph()).nodes().stream()
                .map(Node::name)
                .toList();
    }
}
