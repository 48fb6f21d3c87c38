package io.apoptosis.cli.terminal;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.prune.Cost;
import io.apoptosis.core.report.Figures;
import io.apoptosis.core.report.TextTable;
import io.apoptosis.core.tensor.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A network as two tables: its layers, and its coupled groups (units that are removed together). */
public final class Inspection {
    private final Network network;
    private final ShapeInference shapes;
    private final Map<String, Long> macs;

    public Inspection(Network network) {
        this.network = network;
        this.shapes = ShapeInference.of(network);
        this.macs = Cost.macsByNode(network);
    }

    public String render() {
        Cost cost = Cost.of(network);
        return layers() + "\n"
                + Figures.count(cost.macs()) + " MACs per image, " + Figures.count(cost.parameters())
                + " parameters\n\n"
                + groups();
    }

    private String layers() {
        TextTable table = TextTable.header("layer", "operator", "output", "weights", "MACs", "parameters");
        for (Node node : network.graph().nodes()) {
            String weight = node.parameters().get("weight");
            table.row(
                    node.name(),
                    node.operator().getClass().getSimpleName(),
                    sample(shapes.value(node.name())),
                    weight == null ? "" : extents(network.weight(weight).shape().dims()),
                    macs.containsKey(node.name()) ? String.valueOf(macs.get(node.name())) : "",
                    parameters(node));
        }
        return table.render();
    }

    private String groups() {
        TextTable table = TextTable.header("coupled group", "units", "members (axis)");
        for (Group group : Groups.of(network, Set.of())) {
            String members = group.axes().stream()
                    .filter(AxisRef::isParameter)
                    .map(axis -> axis.name() + " (" + axis.axis() + ")")
                    .collect(Collectors.joining(", "));
            table.row(group.name(), String.valueOf(group.units().size()), members);
        }
        return table.render();
    }

    private String parameters(Node node) {
        long count = node.operator().trainable().stream()
                .filter(node.parameters()::containsKey)
                .mapToLong(
                        role -> network.weight(String.valueOf(node.parameters().get(role)))
                                .size())
                .sum();
        return count == 0 ? "" : String.valueOf(count);
    }

    private static String sample(Shape shape) {
        int[] dims = shape.dims();
        return extents(Arrays.copyOfRange(dims, 1, dims.length));
    }

    private static String extents(int[] dims) {
        return Arrays.stream(dims).mapToObj(String::valueOf).collect(Collectors.joining("x"));
    }
}
