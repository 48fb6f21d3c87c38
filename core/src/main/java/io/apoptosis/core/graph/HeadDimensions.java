package io.apoptosis.core.graph;

import io.apoptosis.core.op.MergeAxes;
import io.apoptosis.core.op.Operator;
import io.apoptosis.core.op.Reshape;
import io.apoptosis.core.op.SplitAxis;
import io.apoptosis.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The same network, of whose attention not whole heads are removed but the same dimension of every head: where the last axis of a sequence
 * is taken apart into heads and dimensions, or these are put together, the dimensions carry what can be removed and the heads stay. The
 * scale of the scores stays what it was trained with.
 */
public final class HeadDimensions {
    private HeadDimensions() {}

    public static Network of(Network network) {
        Graph graph = network.graph();
        ShapeInference shapes = ShapeInference.of(network);
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            boolean reshapes = node.operator() instanceof Reshape || node.operator() instanceof SplitAxis;
            Operator operator = reshapes
                    ? operator(node.operator(), shapes.value(node.inputs().get(0)), shapes.value(node.name()))
                    : node.operator();
            nodes.add(new Node(node.name(), operator, node.inputs(), node.parameters()));
        }
        return new Network(graph.with(nodes), network.weights());
    }

    private static Operator operator(Operator operator, Shape x, Shape y) {
        int parts = Math.abs(x.rank() - y.rank()) + 1;
        int last = Math.min(x.rank(), y.rank()) - 1;
        boolean sequence =
                parts > 1 && last > 1 && IntStream.range(1, last).allMatch(axis -> x.dim(axis) == y.dim(axis));
        if (!sequence) {
            return operator;
        }
        if (x.rank() > y.rank()) {
            return new MergeAxes(last, parts, parts - 1);
        }
        List<Integer> extents = IntStream.range(last, y.rank()).mapToObj(y::dim).toList();
        return new SplitAxis(last, extents, parts - 1);
    }
}
