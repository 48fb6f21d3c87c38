package io.apoptosis.core.graph;

import io.apoptosis.core.op.ConvBatchNorm;
import io.apoptosis.core.tensor.HostTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link Folding} for good: W' = s W and b' = beta + s (b - mu) with s = gamma / sqrt(var + eps), computed in float64, are the convolution's
 * weights. For deployment: what is left has fewer nodes, and no norm to train or to recalibrate.
 */
public final class FoldedNorms {
    private static final String WEIGHT = ".weight";

    private final Network network;
    private final Map<String, HostTensor> weights = new LinkedHashMap<>();

    private FoldedNorms(Network network) {
        this.network = network;
    }

    /** Weights keep their convolution's name; a bias that it did not have is called after it. */
    public static Network of(Network network) {
        FoldedNorms folded = new FoldedNorms(network);
        Graph graph = Folding.of(network.graph());
        graph.nodes().stream()
                .filter(node -> !(node.operator() instanceof ConvBatchNorm))
                .flatMap(node -> node.parameters().values().stream())
                .forEach(name -> folded.weights.put(name, network.weight(name)));
        List<Node> nodes = new ArrayList<>();
        graph.nodes()
                .forEach(node -> nodes.add(
                        node.operator() instanceof ConvBatchNorm both ? folded.convolution(node, both) : node));
        return new Network(graph.with(nodes), folded.weights);
    }

    private Node convolution(Node node, ConvBatchNorm both) {
        Map<String, String> names = node.parameters();
        double[] scale = values(node, "weight");
        double[] variance = values(node, "running_var");
        double[] mean = values(node, "running_mean");
        double[] shift = values(node, "bias");
        String kernel = String.valueOf(names.get("weight"));
        HostTensor weight = network.weight(kernel);
        String bias = names.get("bias");
        double[] own =
                bias == null ? new double[scale.length] : network.weight(bias).doubles();
        for (int c = 0; c < scale.length; c++) {
            scale[c] /= Math.sqrt(variance[c] + both.norm().epsilon());
            shift[c] += scale[c] * (own[c] - mean[c]);
        }
        Map<String, String> parameters = new HashMap<>();
        parameters.put("weight", put(kernel, weight.scaled(0, scale)));
        HostTensor moved = HostTensor.of(network.weight(norm(node, "bias")).shape(), shift);
        parameters.put("bias", put(bias == null ? beside(kernel) : bias, moved.as(weight.dtype())));
        return new Node(node.name(), both.convolution(), node.inputs(), parameters);
    }

    private double[] values(Node node, String role) {
        double[] values = network.weight(norm(node, role)).doubles();
        return Arrays.copyOf(values, values.length);
    }

    private static String norm(Node node, String role) {
        return String.valueOf(node.parameters().get(ConvBatchNorm.NORM + role));
    }

    private static String beside(String weight) {
        String layer = weight.endsWith(WEIGHT) ? weight.substring(0, weight.length() - WEIGHT.length()) : weight;
        return layer + ".bias";
    }

    /** Kernels that several norms read are as many kernels from now on. */
    private String put(String wanted, HostTensor tensor) {
        String name = wanted;
        for (int i = 2; weights.containsKey(name); i++) {
            name = wanted + "_" + i;
        }
        weights.put(name, tensor);
        return name;
    }
}
