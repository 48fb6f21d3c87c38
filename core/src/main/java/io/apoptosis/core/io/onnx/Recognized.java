package io.apoptosis.core.io.onnx;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.op.Reshape;
import io.apoptosis.core.op.Slice;
import io.apoptosis.core.op.SplitAxis;
import io.apoptosis.core.op.Transpose;
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
        return new Network(graph.with(nodes), network.weights());
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
        if (!splits || !isSliced(graph, shapes, node.name(), axis)) {
            return node;
        }
        List<Integer> extents =
                IntStream.range(axis, axis + parts).mapToObj(y::dim).toList();
        return new Node(node.name(), new SplitAxis(axis, extents, 1), node.inputs(), node.parameters());
    }

    private static int[] tail(Shape shape, int from) {
        return Arrays.copyOfRange(shape.dims(), Math.min(from, shape.rank()), shape.rank());
    }

    /** Whether the axis is sliced, here or after it has been moved. */
    private static boolean isSliced(Graph graph, ShapeInference shapes, String value, int axis) {
        return graph.nodes().stream()
                .filter(node -> node.inputs().contains(value))
                .anyMatch(node -> {
                    if (node.operator() instanceof Slice slice) {
                        return slice.axis() == axis;
                    }
                    int next = moved(node, shapes, axis);
                    return next > 0 && isSliced(graph, shapes, node.name(), next);
                });
    }

    /** Where the axis is after a transposition, or a reshape that leaves it whole; 0 where it is no more. */
    private static int moved(Node node, ShapeInference shapes, int axis) {
        if (node.operator() instanceof Transpose transpose) {
            return transpose.axes().indexOf(axis);
        }
        if (!(node.operator() instanceof Reshape)) {
            return 0;
        }
        Shape x = shapes.value(node.inputs().get(0));
        Shape y = shapes.value(node.name());
        return IntStream.range(1, y.rank())
                .filter(to -> y.dim(to) == x.dim(axis) && y.outer(to) == x.outer(axis))
                .findFirst()
                .orElse(0);
    }
}
