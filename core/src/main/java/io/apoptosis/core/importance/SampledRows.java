package io.apoptosis.core.importance;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.Seeds;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.Map;
import java.util.Random;

/**
 * What a batch says where there are too many classes for a backward pass each: with K = L L^T and random signs s, rows J^T L s, whose
 * squares are J^T K J on average (Hutchinson). The gradient is exact.
 *
 * @param gradient sum_n J_n^T (p_n - t_n), by gate
 * @param rows ({@value #PER_IMAGE} per image, gates)
 */
record SampledRows(double[] gradient, double[] rows) {
    static final int PER_IMAGE = 4;

    /** @param seed of the signs, which depend on it and on the image's number only */
    static SampledRows of(
            Scope scope,
            Network network,
            Gates gates,
            Map<String, Tensor> weights,
            Batch batch,
            Curvature curvature,
            long seed,
            int firstImage) {
        try (Gradients gradients = scope.record()) {
            GatePullback pullback = new GatePullback(scope, gradients, network, gates, weights, batch.input());
            HostTensor logits = pullback.logits();
            int classes = logits.shape().dim(1);
            double[] residuals = new double[logits.size()];
            double[][] signed = new double[PER_IMAGE][logits.size()];
            double scale = Math.sqrt(1.0 / PER_IMAGE);
            for (int n = 0; n < batch.size(); n++) {
                double[] p = GateJacobian.softmax(logits, n);
                Random random = Seeds.stream(seed, firstImage + n);
                for (double[] cotangent : signed) {
                    double[] signs = random.ints(classes, 0, 2)
                            .mapToDouble(bit -> scale * (2 * bit - 1))
                            .toArray();
                    System.arraycopy(curvature.half(p, signs), 0, cotangent, n * classes, classes);
                }
                p[batch.labels()[n]] -= 1;
                System.arraycopy(p, 0, residuals, n * classes, classes);
            }
            double[] rows = new double[batch.size() * PER_IMAGE * gates.count()];
            for (int r = 0; r < PER_IMAGE; r++) {
                pullback.add(signed[r], rows, PER_IMAGE, r);
            }
            double[] slopes = new double[batch.size() * gates.count()];
            pullback.add(residuals, slopes, 1, 0);
            double[] gradient = new double[gates.count()];
            for (int i = 0; i < slopes.length; i++) {
                gradient[i % gradient.length] += slopes[i];
            }
            return new SampledRows(gradient, rows);
        }
    }
}
