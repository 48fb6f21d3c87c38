package io.apoptosis.core.model;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.Add;
import io.apoptosis.core.op.BatchNorm2d;
import io.apoptosis.core.op.Conv2d;
import io.apoptosis.core.op.Linear;
import io.apoptosis.core.op.Operator;
import io.apoptosis.core.op.Relu;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes graphs down node by node; parameters take PyTorch's names, {@code NODE.weight}, {@code NODE.bias} …. */
public final class GraphBuilder {
    private static final String INPUT = "input";

    private final Shape inputShape;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Shape> parameterShapes = new LinkedHashMap<>();

    /** @param inputShape of one sample, for example 3x32x32 */
    public GraphBuilder(Shape inputShape) {
        this.inputShape = inputShape;
    }

    public String input() {
        return INPUT;
    }

    /** A node without parameters; returns its name. */
    public String node(String name, Operator operator, String... inputs) {
        nodes.add(new Node(name, operator, List.of(inputs), Map.of()));
        return name;
    }

    /** A convolution without bias that keeps the extents at stride 1. */
    public String conv(String name, String from, int in, int out, int kernel, int stride) {
        return conv(name, from, in, out, Window.square(kernel, stride, kernel / 2), 1, false);
    }

    public String conv(String name, String from, int in, int out, Window window, int groups, boolean bias) {
        Map<String, Shape> parameters = new LinkedHashMap<>();
        parameters.put("weight", Shape.of(out, in / groups, window.kernelH(), window.kernelW()));
        if (bias) {
            parameters.put("bias", Shape.of(out));
        }
        return parametric(name, new Conv2d(window, groups), from, parameters);
    }

    /** Batch normalization with PyTorch's epsilon and momentum. */
    public String batchNorm(String name, String from, int channels) {
        Map<String, Shape> parameters = new LinkedHashMap<>();
        for (String role : List.of("weight", "bias", "running_mean", "running_var")) {
            parameters.put(role, Shape.of(channels));
        }
        return parametric(name, new BatchNorm2d(1e-5, 0.1), from, parameters);
    }

    public String relu(String name, String from) {
        return node(name, new Relu(), from);
    }

    public String add(String name, String a, String b) {
        return node(name, new Add(), a, b);
    }

    public String linear(String name, String from, int in, int out) {
        Map<String, Shape> parameters = new LinkedHashMap<>();
        parameters.put("weight", Shape.of(out, in));
        parameters.put("bias", Shape.of(out));
        return parametric(name, new Linear(), from, parameters);
    }

    /** A node whose parameters have names and shapes of their own, by role; returns its name. */
    public String layer(
            String name, Operator operator, Map<String, String> names, Map<String, Shape> shapes, String... inputs) {
        names.forEach(
                (role, parameter) -> parameterShapes.put(parameter, Objects.requireNonNull(shapes.get(role), role)));
        nodes.add(new Node(name, operator, List.of(inputs), names));
        return name;
    }

    private String parametric(String name, Operator operator, String from, Map<String, Shape> parameters) {
        Map<String, String> names = new LinkedHashMap<>();
        parameters.forEach((role, shape) -> {
            String parameter = name + "." + role;
            names.put(role, parameter);
            parameterShapes.put(parameter, shape);
        });
        nodes.add(new Node(name, operator, List.of(from), names));
        return name;
    }

    /** @param output the node that gives the logits */
    public Architecture build(String output) {
        return new Architecture(new Graph(INPUT, inputShape, nodes, output), parameterShapes);
    }
}
