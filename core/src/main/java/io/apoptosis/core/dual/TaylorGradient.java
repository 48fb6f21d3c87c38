package io.apoptosis.core.dual;

import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.jet.JetScope;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The Taylor term of order k of every parameter, theta_i sum d^k L / (d theta_i …) theta …: with D_m = d^m/dt^m L((1 + t) theta) at t = 0,
 * theta ⊙ grad D_(k-1) = T_k + (k-1) T_(k-1) (algorithm.md, section 1.4). One forward pass of jets, one backward.
 */
final class TaylorGradient implements ScoreVector {
    private final Graph graph;
    private final double[] weights;
    private final Normalization normalization;

    TaylorGradient(Graph graph, int order, boolean asPublished, Normalization normalization) {
        this.graph = graph;
        this.weights = asPublished ? published(order) : term(order);
        this.normalization = normalization;
    }

    @Override
    public Map<String, HostTensor> of(Scope scope, Map<String, Tensor> weights, HostTensor images, int[] labels) {
        try (Gradients gradients = scope.record()) {
            Leaves leaves = Leaves.of(scope, weights, graph.trainable());
            gradients.backward(scalar(scope, leaves, scope.of(images), labels));
            return leaves.read(scope, gradients);
        }
    }

    private Tensor scalar(Scope scope, Leaves leaves, Tensor images, int[] labels) {
        JetScope jets = new JetScope(scope, weights.length - 1);
        Map<String, Tensor> parameters = new LinkedHashMap<>(leaves.all());
        leaves.variables().forEach((name, theta) -> parameters.put(name, jets.ray(theta)));
        Tensor logits = new ForwardPass(graph).run(new Execution(jets, normalization), parameters, images);
        Tensor loss = CrossEntropy.loss(jets, logits, labels);
        Tensor total = scope.scale(jets.coefficient(loss, 0), weights[0]);
        double factorial = 1;
        for (int m = 1; m < weights.length; m++) {
            factorial *= m;
            total = scope.add(total, scope.scale(jets.coefficient(loss, m), weights[m] * factorial));
        }
        return total;
    }

    /** T_k as a combination of D_0 … D_(k-1): T_k = D_(k-1) - (k-1) T_(k-1). */
    static double[] term(int order) {
        double[] weights = new double[order];
        double factor = 1;
        for (int k = order; k >= 1; k--) {
            weights[k - 1] = factor;
            factor *= -(k - 1);
        }
        return weights;
    }

    /**
     * What the authors' code returns for order k: its cotangents are not detached, so that each differentiation turns T_j into T_(j+1) +
     * (j-1) T_j. The order 3 is T_3 + T_2 (algorithm.md, section 1.5).
     */
    static double[] published(int order) {
        double[] terms = new double[order + 1];
        terms[2] = 1;
        for (int k = 3; k <= order; k++) {
            for (int j = k; j >= 2; j--) {
                terms[j] = terms[j - 1] + (j - 1) * terms[j];
            }
        }
        double[] weights = new double[order];
        for (int j = 2; j <= order; j++) {
            double[] term = term(j);
            for (int m = 0; m < j; m++) {
                weights[m] += terms[j] * term[m];
            }
        }
        return weights;
    }
}
