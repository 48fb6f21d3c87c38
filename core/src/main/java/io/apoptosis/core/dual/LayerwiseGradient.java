package io.apoptosis.core.dual;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.BatchNorm2d;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Algorithm 1 of Optimal Brain Apoptosis (Sun et al., ICLR 2025), in two forward and two backward passes instead of one backward per
 * layer: theta ⊙ v is (H - G) theta without the directions of norms, G the Gauss-Newton matrix (algorithm.md, section 1.5). Parameters of other
 * operators than convolutions and linear layers have no score.
 *
 * <p>{@code asPublished} repeats what the authors' code does otherwise than their paper: the tangent stands in for the primal in masks
 * and batch statistics, and layers behind the first residual join count twice in {@code down}.
 */
final class LayerwiseGradient implements ScoreVector {
    private final Graph graph;
    private final boolean asPublished;
    private final Normalization normalization;
    private final List<String> layerParameters;

    LayerwiseGradient(Graph graph, boolean asPublished, Normalization normalization) {
        refuse(graph).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        this.graph = graph;
        this.asPublished = asPublished;
        this.normalization = normalization;
        this.layerParameters = graph.nodes().stream()
                .filter(Surrogate::isLayer)
                .flatMap(LayerwiseGradient::trainable)
                .distinct()
                .toList();
    }

    /** Why not on this network: the algorithm is published for some layers, and what others' parameters contribute to it nobody has said. */
    static Optional<String> refuse(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> !Surrogate.isLayer(node) && !(node.operator() instanceof BatchNorm2d))
                .filter(node -> trainable(node).findAny().isPresent())
                .findFirst()
                .map(node -> "method layerwise is defined for convolutions, linear layers and batch norm; layer "
                        + node.name() + " is a " + node.operator().getClass().getSimpleName() + ": take method dual");
    }

    private static Stream<String> trainable(Node node) {
        return node.operator().trainable().stream().map(node.parameters()::get).filter(name -> name != null);
    }

    @Override
    public Map<String, HostTensor> of(Scope scope, Map<String, Tensor> weights, HostTensor images, int[] labels) {
        Execution execution = new Execution(scope, normalization);
        Tensor input = scope.of(images);
        Map<String, @Nullable Tensor> tangents = new HashMap<>();
        Map<String, Tensor> adjoints = new HashMap<>();
        try (Gradients gradients = scope.record()) {
            LayerwisePass pass = new LayerwisePass(execution, asPublished);
            Tensor logits = pass.logits(graph, weights, input);
            gradients.backward(CrossEntropy.loss(scope, logits, labels));
            pass.taps().forEach((name, tap) -> {
                tangents.put(name, tap.tangent());
                adjoints.put(name, gradients.of(tap.probe()));
            });
        }
        Set<String> countedTwice = asPublished ? Surrogate.behindJoins(graph) : Set.of();
        Surrogate surrogate = new Surrogate(execution, weights, tangents, adjoints, countedTwice);
        try (Gradients gradients = scope.record()) {
            Leaves leaves = Leaves.of(scope, weights, layerParameters);
            gradients.backward(surrogate.of(graph, leaves.all(), input));
            return leaves.read(scope, gradients);
        }
    }
}
