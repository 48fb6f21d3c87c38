package io.apoptosis.core.latency;

import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.io.OnnxModel;
import io.apoptosis.core.op.Operator;
import io.apoptosis.core.op.Shapes;
import io.apoptosis.core.prune.LatencyModel;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long a network's layers take, each as a network of its own, measured in one process with the whole. */
public final class LayerTimes {
    private LayerTimes() {}

    /** What makes two layers the same work. */
    private record Work(Operator operator, Shapes shapes) {}

    /** Layers with weights that read one value; layers that do the same work are measured once. */
    public static LatencyModel measure(Network network, LatencyMeter meter, Progress progress) {
        ShapeInference shapes = ShapeInference.of(network);
        Map<Work, List<Node>> layers = new LinkedHashMap<>();
        for (Node node : network.graph().nodes()) {
            Shapes operands = shapes.operands(node);
            if (node.inputs().size() == 1 && node.operator().macs(operands) > 0) {
                layers.computeIfAbsent(new Work(node.operator(), operands), w -> new ArrayList<>())
                        .add(node);
            }
        }
        List<byte[]> models = new ArrayList<>();
        models.add(OnnxModel.write(network));
        layers.values().forEach(alike -> models.add(OnnxModel.write(alone(network, alike.get(0), shapes))));
        List<Latency> latencies = meter.measure(models, progress);
        return model(network, shapes, List.copyOf(layers.values()), latencies);
    }

    private static LatencyModel model(
            Network network, ShapeInference shapes, List<List<Node>> layers, List<Latency> latencies) {
        Map<String, Double> perMac = new LinkedHashMap<>();
        double rest = latencies.get(0).median() * 1e6;
        for (int i = 0; i < layers.size(); i++) {
            double nanoseconds = latencies.get(i + 1).median() * 1e6;
            for (Node node : layers.get(i)) {
                perMac.put(node.name(), nanoseconds / node.operator().macs(shapes.operands(node)));
                rest -= nanoseconds;
            }
        }
        double values = network.graph().nodes().stream()
                .mapToDouble(node -> shapes.value(node.name()).size())
                .sum();
        return new LatencyModel(perMac, Math.max(0, rest) / values);
    }

    /** One layer with its weights; it reads what it read in the network. */
    static Network alone(Network network, Node node, ShapeInference shapes) {
        int[] dims = shapes.operands(node).input().dims();
        Node only = new Node(node.name(), node.operator(), List.of(input(node)), node.parameters());
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        node.parameters().values().forEach(name -> weights.put(name, network.weight(name)));
        Shape sample = Shape.of(Arrays.copyOfRange(dims, 1, dims.length));
        return new Network(new Graph(input(node), sample, List.of(only), node.name()), weights);
    }

    private static String input(Node node) {
        return "input of " + node.name();
    }
}
