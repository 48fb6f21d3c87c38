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
        return new Network(new Graph(graph.input(), graph.inputShape(), nodes, graph.output()), weights);
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
        double[] slope =
                new double[parameter(consumer.layer(), "weight").shape().dim(0)];
        Arrays.fill(slope, 1);
        if (norm != null && norm.operator() instanceof BatchNorm2d operator) {
            double[] gamma = parameter(norm, "weight").doubles();
            double[] variance = parameter(norm, "running_var").doubles();
            for (int c = 0; c < slope.length; c++) {
                slope[c] = gamma[c] / Math.sqrt(variance[c] + operator.epsilon());
            }
        }
        return slope;
    }

    /** Puts the solution in place, here and in {@code features}, group after group. */
    void replace(Consumer consumer, List<Affine> groups, Features features) {
        Node layer = consumer.layer();
        HostTensor weight = parameter(layer, "weight");
        double[] rows = groups.stream()
                .flatMapToDouble(group -> Arrays.stream(group.weight()))
                .toArray();
        double[] bias = groups.stream()
                .flatMapToDouble(group -> Arrays.stream(group.bias()))
                .toArray();
        set(String.valueOf(layer.parameters().get("weight")), HostTensor.of(weight.shape(), rows), features);
        Node norm = consumer.norm();
        if (layer.parameters().containsKey("bias") || norm == null) {
            set(biasOf(layer), HostTensor.of(Shape.of(bias.length), bias), features);
        } else {
            shift(norm, bias, features);
        }
    }

    /** s (W x + b - mu) + beta = s (W x - (mu - b)) + beta: the running mean takes the bias, as it would by looking at the data. */
    private void shift(Node norm, double[] bias, Features features) {
        double[] mean = parameter(norm, "running_mean").doubles().clone();
        for (int c = 0; c < mean.length; c++) {
            mean[c] -= bias[c];
        }
        set(
                String.valueOf(norm.parameters().get("running_mean")),
                HostTensor.of(Shape.of(mean.length), mean),
                features);
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

    private void set(String name, HostTensor value, Features features) {
        HostTensor rounded = value.as(DType.FLOAT32);
        weights.put(name, rounded);
        features.set(name, rounded);
    }
}
