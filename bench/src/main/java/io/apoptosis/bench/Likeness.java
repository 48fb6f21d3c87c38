package io.apoptosis.bench;

import io.apoptosis.core.data.BatchOrder;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Folding;
import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.TensorEngine;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * What a network makes of images, beside what another one does.
 *
 * @param accuracy share of images whose label is found
 * @param loss mean cross entropy, in nats
 * @param agreement share of images that get the other network's answer
 * @param divergence mean KL(other || this), in nats
 */
record Likeness(double accuracy, double loss, double agreement, double divergence) {
    private static final int BATCH = 100;

    static Likeness of(TensorEngine engine, Network dense, Network network, ImageSet images) {
        double[] sums = new double[4];
        int[] labels = images.labels();
        int n = 0;
        for (int[] indices : BatchOrder.sequential(images.size(), BATCH)) {
            double[][] wanted = logProbabilities(engine, dense, images, indices);
            double[][] given = logProbabilities(engine, network, images, indices);
            for (int i = 0; i < indices.length; i++, n++) {
                sums[0] += largest(given[i]) == labels[n] ? 1 : 0;
                sums[1] -= given[i][labels[n]];
                sums[2] += largest(given[i]) == largest(wanted[i]) ? 1 : 0;
                for (int c = 0; c < wanted[i].length; c++) {
                    sums[3] += Math.exp(wanted[i][c]) * (wanted[i][c] - given[i][c]);
                }
            }
        }
        return new Likeness(sums[0] / n, sums[1] / n, sums[2] / n, sums[3] / n);
    }

    private static double[][] logProbabilities(TensorEngine engine, Network network, ImageSet images, int[] indices) {
        try (Scope scope = engine.open(DType.FLOAT32)) {
            Map<String, Tensor> weights = Resident.weights(network, scope);
            Tensor input = scope.of(images.batch(indices).input());
            Tensor logits = new ForwardPass(Folding.of(network.graph()))
                    .run(new Execution(scope, Normalization.RUNNING), weights, input);
            double[] flat = scope.read(scope.logSoftmax(logits, 1)).doubles();
            int classes = flat.length / indices.length;
            double[][] rows = new double[indices.length][];
            Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * classes, (i + 1) * classes));
            return rows;
        }
    }

    private static int largest(double[] values) {
        int best = 0;
        for (int c = 1; c < values.length; c++) {
            best = values[c] > values[best] ? c : best;
        }
        return best;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "accuracy %.1f %%  loss %.3f  agreement %.1f %%  divergence %.4f",
                100 * accuracy,
                loss,
                100 * agreement,
                divergence);
    }
}
