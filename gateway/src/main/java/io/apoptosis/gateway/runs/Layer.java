package io.apoptosis.gateway.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A layer with a kernel or a weight matrix.
 *
 * @param channels output channels of the dense network
 * @param weights elements of the kernel or matrix
 * @param group name of the coupled group that governs them; null where they are never pruned
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Layer(
        String name, int channels, int weights, @Nullable String group) {

    /** In the network's order. */
    static List<Layer> of(Network network, Set<String> skip) {
        return of(network, Groups.of(network, skip));
    }

    static List<Layer> of(Network network, List<Group> groups) {
        List<Layer> layers = new ArrayList<>();
        for (Node node : network.graph().nodes()) {
            String weight = node.parameters().get("weight");
            if (weight != null && network.weight(weight).shape().rank() > 1) {
                Shape shape = network.weight(weight).shape();
                layers.add(
                        new Layer(node.name(), shape.dim(0), Math.toIntExact(shape.size()), groupOf(weight, groups)));
            }
        }
        return layers;
    }

    private static @Nullable String groupOf(String weight, List<Group> groups) {
        AxisRef channels = AxisRef.parameter(weight, 0);
        return groups.stream()
                .filter(group -> group.axes().contains(channels))
                .map(Group::name)
                .findFirst()
                .orElse(null);
    }
}
