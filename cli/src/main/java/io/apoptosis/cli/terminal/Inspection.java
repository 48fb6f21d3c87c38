package io.apoptosis.cli.terminal;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.op.Opaque;
import io.apoptosis.core.prune.Cost;
import io.apoptosis.core.prune.Cut;
import io.apoptosis.core.report.Figures;
import io.apoptosis.core.report.TextTable;
import io.apoptosis.core.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A network as text: a table of its layers, and its coupled groups with the layers they leave and enter. */
public final class Inspection {
    private static final int WIDTH = 100;

    private final Network network;
    private final ShapeInference shapes;
    private final Map<String, Long> macs;
    private final Cost all;

    public Inspection(Network network) {
        this.network = network;
        this.shapes = ShapeInference.of(network);
        this.macs = Cost.macsByNode(network);
        this.all = Cost.of(network);
    }

    public String render() {
        return layers() + "\n"
                + Figures.count(all.macs()) + " MACs per image, " + Figures.count(all.parameters())
                + " parameters\n\n"
                + unknown()
                + groups();
    }

    private String unknown() {
        List<String> nodes = network.graph().nodes().stream()
                .filter(node -> node.operator() instanceof Opaque)
                .map(node -> ((Opaque) node.operator()).type() + " " + node.name())
                .toList();
        return nodes.isEmpty()
                ? ""
                : wrapped("Not known, not counted, and pinned with all they read and give: ", nodes)
                        + "The network can't be pruned before they are rewritten with supported operators.\n\n";
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
        StringBuilder out = new StringBuilder("Coupled groups: units that can only be removed together\n");
        for (Group group : Groups.of(network, Set.of())) {
            out.append("\n%s, %d units, each about %s\n"
                    .formatted(
                            group.name(),
                            group.units().size(),
                            cost(group.units().get(0))));
            Set<String> touched = group.axes().stream()
                    .filter(axis -> axis.kind() == AxisRef.Kind.VALUE)
                    .map(AxisRef::name)
                    .collect(Collectors.toSet());
            out.append(members("  leave  ", touched, node -> List.of(node.name())));
            out.append(members("  enter  ", touched, Node::inputs));
        }
        return out.toString();
    }

    /** What the network costs less without the unit. */
    private String cost(Unit unit) {
        Cost less = Cut.cost(network, shapes, List.of(unit));
        return Figures.count(all.macs() - less.macs()) + " MACs and "
                + Figures.count(all.parameters() - less.parameters()) + " parameters";
    }

    /** Layers that cost something and give, or read, values with the group's units. */
    private String members(String label, Set<String> touched, Function<Node, List<String>> values) {
        List<String> layers = network.graph().nodes().stream()
                .filter(node ->
                        macs.containsKey(node.name()) && !node.parameters().isEmpty())
                .filter(node -> values.apply(node).stream().anyMatch(touched::contains))
                .map(Node::name)
                .toList();
        return layers.isEmpty() ? "" : wrapped(label, layers);
    }

    private static String wrapped(String label, List<String> words) {
        StringBuilder out = new StringBuilder();
        StringBuilder line = new StringBuilder(label);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i) + (i < words.size() - 1 ? ", " : "");
            if (line.length() + word.stripTrailing().length() > WIDTH) {
                out.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(" ".repeat(label.length()));
            }
            line.append(word);
        }
        return out.append(line).append('\n').toString();
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
