package io.apoptosis.core.graph;

import io.apoptosis.core.op.ShapeMismatch;
import io.apoptosis.core.op.Shapes;
import io.apoptosis.core.tensor.Shape;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Shapes of all values of a network for one sample (N = 1), and of each node's operands. */
public final class ShapeInference {
    private final Map<String, Shape> values;
    private final Map<String, Shapes> operands;

    private ShapeInference(Map<String, Shape> values, Map<String, Shapes> operands) {
        this.values = Collections.unmodifiableMap(values);
        this.operands = Collections.unmodifiableMap(operands);
    }

    /** Throws {@link ShapeMismatch}, naming the node, where a weight or an input does not fit. */
    public static ShapeInference of(Network network) {
        return of(network.graph(), name -> network.weight(name).shape());
    }

    /** As {@link #of(Network)}, from the parameters' shapes alone. */
    public static ShapeInference of(Graph graph, Map<String, Shape> parameterShapes) {
        return of(graph, parameterShapes::get);
    }

    private static ShapeInference of(Graph graph, Function<String, @Nullable Shape> parameterShapes) {
        int room = graph.nodes().size() * 4 / 3 + 2;
        Map<String, Shape> values = new LinkedHashMap<>(room);
        Map<String, Shapes> operands = new LinkedHashMap<>(room);
        int[] sample = IntStream.concat(
                        IntStream.of(1), IntStream.of(graph.inputShape().dims()))
                .toArray();
        values.put(graph.input(), Shape.of(sample));
        for (Node node : graph.nodes()) {
            List<Shape> inputs = node.inputs().stream().map(values::get).toList();
            Map<String, Shape> parameters = new HashMap<>(node.parameters().size() * 4 / 3 + 1);
            node.parameters().forEach((role, name) -> parameters.put(role, parameterShapes.apply(name)));
            Shapes shapes = new Shapes(inputs, parameters);
            operands.put(node.name(), shapes);
            try {
                values.put(node.name(), node.operator().shape(shapes));
            } catch (ShapeMismatch mismatch) {
                throw new ShapeMismatch("layer " + node.name() + ": " + mismatch.getMessage());
            }
        }
        return new ShapeInference(values, operands);
    }

    /** Shape of the value a node (or the graph's input) gives. */
    public Shape value(String name) {
        Shape shape = values.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("no value called " + name);
        }
        return shape;
    }

    /** Shapes of what a node reads. */
    public Shapes operands(Node node) {
        Shapes shapes = operands.get(node.name());
        if (shapes == null) {
            throw new IllegalArgumentException("no node called " + node.name());
        }
        return shapes;
    }
}
