package io.apoptosis.core.coupling;

import io.apoptosis.core.coupling.NodeAxes.Parameter;
import io.apoptosis.core.coupling.NodeAxes.Span;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.op.Shapes;
import io.apoptosis.core.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All axes of a network, counted through, and the indices of all axes, counted through as well. A name is looked up once for all axes of a tensor
 * and what a node needs is found beside the node: in a long network every look-up waits for memory.
 */
final class Axes {
    private final List<AxisRef> axes = new ArrayList<>();
    /** In graph order, of which strings that are alike are near each other: that makes them quick to sort. */
    private final Map<String, Span> values;

    private final Map<String, Span> parameters;
    private final List<NodeAxes> nodes = new ArrayList<>();
    /** For each axis the number of its first index; at last how many indices there are. */
    private final int[] offsets;

    /** Values in graph order, each node's parameters after its value. */
    Axes(Network network) {
        // Of the size that they will have, a third of it free: a map that grows reads all its entries anew, in no
        // order.
        values = new LinkedHashMap<>(network.graph().nodes().size() * 4 / 3 + 2);
        parameters = new LinkedHashMap<>(network.weights().size() * 4 / 3 + 1);
        ShapeInference inferred = ShapeInference.of(network);
        IntStream.Builder extents = IntStream.builder();
        String input = network.graph().input();
        add(AxisRef.Kind.VALUE, input, inferred.value(input), extents);
        for (Node node : network.graph().nodes()) {
            nodes.add(add(node, inferred.operands(node), inferred.value(node.name()), extents));
        }
        offsets = IntStream.concat(IntStream.of(0), extents.build()).toArray();
        for (int axis = 0; axis < axes.size(); axis++) {
            offsets[axis + 1] += offsets[axis];
        }
    }

    private NodeAxes add(Node node, Shapes shapes, Shape output, IntStream.Builder extents) {
        List<Span> inputs = node.inputs().stream().map(this::value).toList();
        Span given = add(AxisRef.Kind.VALUE, node.name(), output, extents);
        List<Parameter> own = new ArrayList<>(node.parameters().size());
        node.parameters()
                .forEach((role, name) -> own.add(
                        new Parameter(role, add(AxisRef.Kind.PARAMETER, name, shapes.parameter(role), extents))));
        return new NodeAxes(node, shapes, output, inputs, own, given);
    }

    /** Nodes may share a parameter: it is counted where it is met first. */
    private Span add(AxisRef.Kind kind, String name, Shape shape, IntStream.Builder extents) {
        Span next = new Span(axes.size(), shape.rank());
        Span known = spans(kind).putIfAbsent(name, next);
        if (known != null) {
            return known;
        }
        for (int axis = 0; axis < shape.rank(); axis++) {
            axes.add(new AxisRef(kind, name, axis));
            extents.add(shape.dim(axis));
        }
        return next;
    }

    private Map<String, Span> spans(AxisRef.Kind kind) {
        return kind == AxisRef.Kind.VALUE ? values : parameters;
    }

    /** The axes of what a node, or the graph's input, gives. */
    Span value(String name) {
        Span span = values.get(name);
        if (span == null) {
            throw new IllegalArgumentException("no value called " + name);
        }
        return span;
    }

    /** In graph order. */
    List<NodeAxes> nodes() {
        return nodes;
    }

    AxisRef get(int axis) {
        return axes.get(axis);
    }

    int count() {
        return axes.size();
    }

    /** Where the axis's indices begin. */
    int offset(int axis) {
        return offsets[axis];
    }

    int extent(int axis) {
        return offsets[axis + 1] - offsets[axis];
    }

    /** How many indices all axes have together. */
    int indices() {
        return offsets[axes.size()];
    }

    /** All axes as {@link AxisRef} orders them; names are compared once for all axes of a tensor. */
    int[] sorted() {
        return Stream.of(AxisRef.Kind.values())
                .flatMap(kind -> spans(kind).entrySet().stream().sorted(Map.Entry.comparingByKey()))
                .flatMapToInt(tensor -> tensor.getValue().stream())
                .toArray();
    }
}
