package io.apoptosis.core.dual;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.dual.Carried.Source;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.EulerDual;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.op.Weighted;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Scores summed along axes, for what is pruned by units: sum over the other axes of theta ⊙ v, without v of any weight.
 *
 * <p>The sum along an axis is the derivative by a gate on that axis, and a gate on an axis of W in y = W x + b may stand at the layer's rim
 * ({@link Weighted}): with bars for adjoints, along the output's channels it is the sum of ybar ⊙ (y - b) over images and places, along the
 * input's that of xbar ⊙ x, where xbar is what comes back through this layer; the same for the tangents, added. So the backward pass
 * needs no gradient of a weight, which is a third of a gradient step.
 */
public final class AxisGradient implements BatchMeans {
    private final Network network;
    private final Graph graph;
    private final Terms terms;
    private final Normalization normalization;
    private final SortedMap<AxisRef, Integer> extents = new TreeMap<>();
    private final Set<String> constant;
    private final List<String> live;

    public AxisGradient(Network network, Terms terms, Normalization normalization, Set<AxisRef> axes) {
        this.network = network;
        this.graph = ScoreGradient.merged(network.graph(), normalization);
        this.terms = terms;
        this.normalization = normalization;
        Set<String> trainable = new HashSet<>(graph.trainable());
        axes.stream()
                .filter(axis -> trainable.contains(axis.name()))
                .forEach(axis ->
                        extents.put(axis, network.weight(axis.name()).shape().dim(axis.axis())));
        this.constant = weights();
        this.live = graph.trainable().stream()
                .filter(name -> !constant.contains(name))
                .toList();
    }

    /** Parameters that are some layer's W and nothing else, of which no other axes are asked for than channels. */
    private Set<String> weights() {
        Set<String> weights = new HashSet<>();
        Set<String> others = new HashSet<>();
        Map<String, Set<AxisRef>> along = new HashMap<>();
        for (Node node : graph.nodes()) {
            node.parameters().forEach((role, name) -> {
                if (node.operator() instanceof Weighted layer && role.equals(Weighted.WEIGHT)) {
                    weights.add(name);
                    along.computeIfAbsent(name, n -> new HashSet<>())
                            .addAll(RimAxes.of(node, layer).all());
                } else {
                    others.add(name);
                }
            });
        }
        extents.keySet().stream()
                .filter(axis -> !along.getOrDefault(axis.name(), Set.of()).contains(axis))
                .forEach(axis -> others.add(axis.name()));
        weights.removeAll(others);
        return weights;
    }

    @Override
    public Map<String, HostTensor> of(Scope scope, Map<String, Tensor> weights, HostTensor images, int[] labels) {
        try (Gradients gradients = scope.record()) {
            Leaves leaves = Leaves.of(scope, weights, live);
            RimSums sums = new RimSums(scope, extents);
            Tape tape = new Tape(graph, new Execution(scope, normalization), terms != Terms.FIRST, constant, sums);
            Carried logits = tape.over(graph, leaves.all(), Carried.still(EulerDual.constant(scope.of(images))));
            EulerDual variables = Recorded.variables(scope, logits.dual());
            Tensor scalar = terms.scalar(scope, variables.dual(scope), labels);
            gradients.accumulate(scalar, scope.of(HostTensor.of(Shape.of(), new double[] {1})), true);
            new Source(logits, variables).gather(scope, gradients);
            tape.unwind(gradients);
            leaves.variables().forEach((name, leaf) -> {
                Tensor gradient = gradients.accumulated(leaf);
                if (gradient != null) {
                    addProducts(sums, name, scope.read(gradient));
                }
            });
            return sums.read();
        }
    }

    private void addProducts(RimSums sums, String name, HostTensor gradient) {
        double[] products = gradient.doubles().clone();
        double[] theta = network.weight(name).doubles();
        for (int i = 0; i < products.length; i++) {
            products[i] *= theta[i];
        }
        HostTensor scores = HostTensor.of(gradient.shape(), products);
        extents.keySet().stream()
                .filter(axis -> axis.name().equals(name))
                .forEach(axis -> sums.add(axis, scores.sumOverAllBut(axis.axis())));
    }
}
