package io.apoptosis.core.dual;

import io.apoptosis.core.graph.Folding;
import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.MergedGelus;
import io.apoptosis.core.op.Dual;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Terms of first and second order, exact: one forward, one backward, whatever the terms. */
public final class ScoreGradient implements ScoreVector {
    private final Graph graph;
    private final List<String> trainable;
    private final Terms terms;
    private final Normalization normalization;

    public ScoreGradient(Graph graph, Terms terms, Normalization normalization) {
        this.graph = merged(graph, normalization);
        this.trainable = graph.trainable();
        this.terms = terms;
        this.normalization = normalization;
    }

    /** The same function in fewer operators, for passes along theta. */
    static Graph merged(Graph graph, Normalization normalization) {
        Graph merged = MergedGelus.of(graph);
        return normalization == Normalization.RUNNING ? Folding.of(merged) : merged;
    }

    @Override
    public Map<String, HostTensor> of(Scope scope, Map<String, Tensor> weights, HostTensor images, int[] labels) {
        try (Gradients gradients = scope.record()) {
            Leaves leaves = Leaves.of(scope, weights, trainable);
            gradients.backward(scalar(scope, leaves.all(), scope.of(images), labels));
            return leaves.read(scope, gradients);
        }
    }

    private Tensor scalar(Scope scope, Map<String, Tensor> live, Tensor images, int[] labels) {
        Execution execution = new Execution(scope, normalization);
        Dual logits = terms == Terms.FIRST
                ? Dual.constant(new ForwardPass(graph).run(execution, live, images))
                : new DualPass(execution).logits(graph, live, images);
        return terms.scalar(scope, logits, labels);
    }
}
