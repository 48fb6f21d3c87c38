package io.apoptosis.core.io.onnx;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.op.Add;
import io.apoptosis.core.op.Affine;
import io.apoptosis.core.op.Arithmetic;
import io.apoptosis.core.op.Div;
import io.apoptosis.core.op.LayerNorm;
import io.apoptosis.core.op.Mul;
import io.apoptosis.core.op.Operator;
import io.apoptosis.core.op.Power;
import io.apoptosis.core.op.ReduceMean;
import io.apoptosis.core.op.Sub;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Layer norms that exporters before opset 17 write out: d = x - mean(x), d / sqrt(mean(d^2) + epsilon), times weight, plus bias. Put
 * together again, since a mean by itself pins what it is taken over.
 */
final class WrittenOutNorms {
    private final Map<String, Node> nodes = new HashMap<>();
    private final ShapeInference shapes;

    private WrittenOutNorms(Network network) {
        network.graph().nodes().forEach(node -> nodes.put(node.name(), node));
        shapes = ShapeInference.of(network);
    }

    static Network joined(Network network) {
        WrittenOutNorms norms = new WrittenOutNorms(network);
        Graph graph = network.graph();
        List<Node> joined = graph.nodes().stream()
                .map(node -> norms.norm(node).orElse(node))
                .toList();
        List<Node> used = Dead.without(joined, graph.output());
        return new Network(graph.with(used), network.weights());
    }

    /** The norm that ends with this node. */
    private Optional<Node> norm(Node add) {
        return of(add, Add.class)
                .flatMap(sum -> source(add, 0, Mul.class)
                        .filter(mul -> isVector(add) && isVector(mul))
                        .flatMap(mul -> source(mul, 0, Div.class).flatMap(div -> norm(add, mul, div))));
    }

    private Optional<Node> norm(Node add, Node mul, Node div) {
        Optional<Node> centred = source(div, 0, Sub.class).filter(this::isCentred);
        Optional<Node> root =
                source(div, 1, Power.class).filter(node -> node.operator().equals(new Power(0.5)));
        Optional<Node> shift = root.flatMap(node -> source(node, 0, Affine.class));
        boolean deviates = shift.flatMap(node -> source(node, 0, ReduceMean.class))
                .filter(this::isOverLast)
                .flatMap(node -> source(node, 0, Power.class))
                .filter(node -> node.operator().equals(new Power(2))
                        && node.inputs().get(0).equals(div.inputs().get(0)))
                .isPresent();
        if (centred.isEmpty() || !deviates) {
            return Optional.empty();
        }
        Affine epsilon = (Affine) shift.orElseThrow().operator();
        Map<String, String> parameters = Map.of(
                "weight", String.valueOf(mul.parameters().get(Arithmetic.TRAINED)),
                "bias", String.valueOf(add.parameters().get(Arithmetic.TRAINED)));
        List<String> x = List.of(centred.orElseThrow().inputs().get(0));
        return epsilon.scale() == 1
                ? Optional.of(new Node(add.name(), new LayerNorm(epsilon.shift()), x, parameters))
                : Optional.empty();
    }

    private boolean isCentred(Node sub) {
        return source(sub, 1, ReduceMean.class)
                .filter(this::isOverLast)
                .filter(mean -> mean.inputs().equals(sub.inputs().subList(0, 1)))
                .isPresent();
    }

    private boolean isOverLast(Node mean) {
        int last = shapes.operands(mean).input().rank() - 1;
        return mean.operator().equals(new ReduceMean(List.of(last), true));
    }

    /** Whether the node's second operand is a trained vector along the last axis. */
    private boolean isVector(Node node) {
        return node.parameters().containsKey(Arithmetic.TRAINED)
                && shapes.operands(node).parameter(Arithmetic.TRAINED).rank() == 1;
    }

    private Optional<Node> source(Node node, int input, Class<? extends Operator> kind) {
        return node.inputs().size() > input
                ? Optional.ofNullable(nodes.get(node.inputs().get(input))).flatMap(source -> of(source, kind))
                : Optional.empty();
    }

    private static Optional<Node> of(Node node, Class<? extends Operator> kind) {
        return kind.isInstance(node.operator()) ? Optional.of(node) : Optional.empty();
    }
}
