package io.apoptosis.core.dual;

import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.op.Dual;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** For one batch, the vector v of which theta ⊙ v is the score. One forward, one backward, whatever the terms. */
public final class ScoreGradient {
    private final Graph graph;
    private final List<String> trainable;
    private final Terms terms;
    private final Normalization normalization;

    public ScoreGradient(Graph graph, Terms terms, Normalization normalization) {
        this.graph = normalization == Normalization.RUNNING ? Folding.of(graph) : graph;
        this.trainable = graph.trainable();
        this.terms = terms;
        this.normalization = normalization;
    }

    /**
     * @param scope owns everything the batch needs; close it after the batch
     * @param weights of the whole graph, by checkpoint name
     * @param images (N, C, H, W)
     * @return v by parameter name, in the parameters' shapes and the scope's element type
     */
    public Map<String, HostTensor> of(Scope scope, Map<String, Tensor> weights, HostTensor images, int[] labels) {
        try (Gradients gradients = scope.record()) {
            Map<String, Tensor> live = new LinkedHashMap<>(weights);
            trainable.forEach(name -> live.put(name, scope.variable(Objects.requireNonNull(weights.get(name), name))));
            gradients.backward(scalar(scope, live, scope.of(images), labels));
            Map<String, HostTensor> result = new LinkedHashMap<>();
            for (String name : trainable) {
                result.put(name, scope.read(gradients.of(Objects.requireNonNull(live.get(name)))));
            }
            return result;
        }
    }

    private Tensor scalar(Scope scope, Map<String, Tensor> live, Tensor images, int[] labels) {
        Execution execution = new Execution(scope, normalization);
        if (terms == Terms.FIRST) {
            return CrossEntropy.loss(scope, new ForwardPass(graph).run(execution, live, images), labels);
        }
        Dual loss = CrossEntropy.dual(scope, new DualPass(execution).logits(graph, live, images), labels);
        Tensor along = Objects.requireNonNull(loss.tangent(), "a network without parameters has no direction");
        return terms == Terms.SECOND ? scope.sub(along, loss.primal()) : along;
    }
}
