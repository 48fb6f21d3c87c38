package io.apoptosis.core.repair;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.BatchNorm2d;
import io.apoptosis.core.repair.NormalEquations.Affine;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The cut network, as far as it is repaired. */
final class Draft {
    private final Map<String, HostTensor> weights;
    private final List<Node> nodes;
    private final Graph graph;

    Draft(Network cut) {
        this.weights = new LinkedHashMap<>(cut.weights());
        this.nodes = new ArrayList<>(cut.graph().nodes());
        this.graph = cut.graph();
    }

    Network network() {
        return new Network(graph.with(nodes), weights);
    }

    Node node(String name) {
        return nodes.get(place(name));
    }

    private int place(String name) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no node called " + name);
    }

    HostTensor parameter(Node node, String role) {
        return weight(String.valueOf(node.parameters().get(role)));
    }

    private HostTensor weight(String name) {
        return Objects.requireNonNull(weights.get(name), () -> "no weight called " + name);
    }

    /** gamma / sigma of the norm behind the layer; ones where there is none. */
    double[] slope(Consumer consumer) {
        Node norm = consumer.norm();
        if (norm != null) {
            return slope(norm);
        }
        double[] ones = new double[parameter(consumer.layer(), "weight").shape().dim(0)];
        Arrays.fill(ones, 1);
        return ones;
    }

    private double[] slope(Node norm) {
        double[] slope = parameter(norm, "weight").doubles().clone();
        double[] variance = parameter(norm, "running_var").doubles();
        for (int c = 0; c < slope.length; c++) {
            slope[c] /= Math.sqrt(variance[c] + epsilon(norm));
        }
        return slope;
    }

    private static double epsilon(Node norm) {
        return ((BatchNorm2d) norm.operator()).epsilon();
    }

    /** Puts the solution in place, here and in {@code features}, group after group. */
    void replace(Consumer consumer, List<Affine> groups, Features features) {
        Node layer = consumer.layer();
        HostTensor weight = parameter(layer, "weight");
        set(layer, "weight", HostTensor.of(weight.shape(), joined(groups, Affine::weight)), features);
        double[] bias = joined(groups, Affine::bias);
        Node norm = consumer.norm();
        if (norm == null) {
            set(biasOf(layer), vector(bias), features);
        } else {
            double[] own = layer.parameters().containsKey("bias")
                    ? parameter(layer, "bias").doubles()
                    : new double[bias.length];
            normalize(norm, groups, own, features);
        }
    }

    private static double[] joined(List<Affine> groups, Function<Affine, double[]> part) {
        return groups.stream()
                .flatMapToDouble(group -> Arrays.stream(part.apply(group)))
                .toArray();
    }

    /**
     * s (W x + b - mu) + beta with the statistics that W x now has: gamma' = s sigma', beta' = beta + s (mu' + b - mu). The network's function
     * is the same, and training, which normalizes by each batch's own statistics, begins with it.
     *
     * @param own the layer's bias, which stays and moves the statistics
     */
    private void normalize(Node norm, List<Affine> groups, double[] own, Features features) {
        double[] slope = slope(norm);
        double[] bias = joined(groups, Affine::bias);
        double[] mean = joined(groups, Affine::mean);
        double[] variance = joined(groups, Affine::variance);
        double[] before = parameter(norm, "running_mean").doubles();
        double[] gamma = new double[mean.length];
        double[] beta = parameter(norm, "bias").doubles().clone();
        for (int c = 0; c < mean.length; c++) {
            gamma[c] = slope[c] * Math.sqrt(variance[c] + epsilon(norm));
            beta[c] += slope[c] * (mean[c] + bias[c] - before[c]);
            mean[c] += own[c];
        }
        set(norm, "weight", vector(gamma), features);
        set(norm, "bias", vector(beta), features);
        set(norm, "running_mean", vector(mean), features);
        set(norm, "running_var", vector(variance), features);
    }

    /** The layer's bias, which it is given if it has none. */
    private String biasOf(Node layer) {
        String bias = layer.parameters().get("bias");
        if (bias != null) {
            return bias;
        }
        String name = layer.name() + ".bias";
        Map<String, String> parameters = new HashMap<>(layer.parameters());
        parameters.put("bias", name);
        nodes.set(place(layer.name()), new Node(layer.name(), layer.operator(), layer.inputs(), parameters));
        return name;
    }

    private static HostTensor vector(double[] values) {
        return HostTensor.of(Shape.of(values.length), values);
    }

    private void set(Node node, String role, HostTensor value, Features features) {
        set(String.valueOf(node.parameters().get(role)), value, features);
    }

    private void set(String name, HostTensor value, Features features) {
        HostTensor rounded = value.as(DType.FLOAT32);
        weights.put(name, rounded);
        features.set(name, rounded);
    }
}
