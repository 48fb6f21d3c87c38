package io.apoptosis.core.io.onnx;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.op.Reshape;
import io.apoptosis.core.op.Slice;
import io.apoptosis.core.op.SplitAxis;
import io.apoptosis.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What a whole graph shows and no single node: of an axis taken apart, the part that is sliced is not what can be pruned. */
final class Recognized {
    private Recognized() {}

    static Network in(Network network) {
        Graph graph = network.graph();
        ShapeInference shapes = ShapeInference.of(network);
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            nodes.add(node.operator() instanceof Reshape reshape ? split(graph, node, reshape, shapes) : node);
        }
        return new Network(new Graph(graph.input(), graph.inputShape(), nodes, graph.output()), network.weights());
    }

    /** Query, key and value of one projection: (3 heads d) becomes (3, heads, d), the first of which is sliced. */
    private static Node split(Graph graph, Node node, Reshape reshape, ShapeInference shapes) {
        Shape x = shapes.value(node.inputs().get(0));
        Shape y = shapes.value(node.name());
        int axis = 1;
        while (axis < Math.min(x.rank(), y.rank()) && x.dim(axis) == y.dim(axis)) {
            axis++;
        }
        int parts = y.rank() - x.rank() + 1;
        boolean splits = parts > 1 && axis < x.rank() && Arrays.equals(tail(x, axis + 1), tail(y, axis + parts));
        if (!splits || !isSliced(graph, node.name(), axis)) {
            return node;
        }
        List<Integer> extents =
                IntStream.range(axis, axis + parts).mapToObj(y::dim).toList();
        return new Node(node.name(), new SplitAxis(axis, extents, 1), node.inputs(), node.parameters());
    }

    private static int[] tail(Shape shape, int from) {
        return Arrays.copyOfRange(shape.dims(), Math.min(from, shape.rank()), shape.rank());
    }

    private static boolean isSliced(Graph graph, String value, int axis) {
        return graph.nodes().stream()
                .anyMatch(node -> node.inputs().contains(value)
                        && node.operator() instanceof Slice slice
                        && slice.axis() == axis);
    }
}
