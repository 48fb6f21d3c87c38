package io.apoptosis.core.importance;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.LinearMap;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A convolution or linear layer as matrices: for each of its groups, one row per output channel, its patch's weights and then its bias. */
record Layer(
        Node node,
        String weight,
        HostTensor theta,
        @Nullable HostTensor bias) {
    static List<Layer> of(Network network) {
        return network.graph().nodes().stream()
                .filter(node -> node.operator() instanceof LinearMap)
                .map(node -> of(network, node))
                .toList();
    }

    private static Layer of(Network network, Node node) {
        String weight = Objects.requireNonNull(node.parameters().get("weight"));
        @Nullable String bias = node.parameters().get("bias");
        return new Layer(node, weight, network.weight(weight), bias == null ? null : network.weight(bias));
    }

    String name() {
        return node.name();
    }

    /** Output channels of all groups. */
    int outputs() {
        return theta.shape().dim(0);
    }

    /** Weights of a row, without the bias. */
    int patch() {
        return theta.shape().inner(0);
    }

    /** Width of a row, the bias included. */
    int width() {
        return patch() + (bias == null ? 0 : 1);
    }

    double[] row(int output) {
        double[] row = new double[width()];
        System.arraycopy(theta.doubles(), output * patch(), row, 0, patch());
        if (bias != null) {
            row[patch()] = bias.doubles()[output];
        }
        return row;
    }

    /** Elements of a row that belong to one index of the weight's second axis. */
    int[] columns(int input) {
        Shape shape = theta.shape();
        int each = shape.inner(1);
        return IntStream.range(input * each, (input + 1) * each).toArray();
    }

    int inputs() {
        return theta.shape().dim(1);
    }
}
