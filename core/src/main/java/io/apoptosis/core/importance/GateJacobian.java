package io.apoptosis.core.importance;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;

/**
 * Logits of a batch and their derivatives with respect to each image's gates, float64.
 *
 * @param logits (N, classes)
 * @param rows (N x classes, gates): row n * classes + c is d logit_c / d gates of image n
 */
record GateJacobian(HostTensor logits, double[] rows) {

    /** One forward pass and one backward pass per class. */
    static GateJacobian of(Scope scope, Network network, Gates gates, Map<String, Tensor> weights, HostTensor images) {
        try (Gradients gradients = scope.record()) {
            GatePullback pullback = new GatePullback(scope, gradients, network, gates, weights, images);
            HostTensor logits = pullback.logits();
            int classes = logits.shape().dim(1);
            double[] rows = new double[logits.size() * gates.count()];
            for (int c = 0; c < classes; c++) {
                double[] column = new double[logits.size()];
                for (int at = c; at < column.length; at += classes) {
                    column[at] = 1;
                }
                pullback.add(column, rows, classes, c);
            }
            return new GateJacobian(logits, rows);
        }
    }

    int samples() {
        return logits.shape().dim(0);
    }

    int gates() {
        return rows.length / logits.size();
    }

    /** Where the derivatives of a logit of an image begin. */
    int row(int n, int c) {
        return (n * logits.shape().dim(1) + c) * gates();
    }

    /** Softmax of an image's logits. */
    double[] probabilities(int n) {
        return softmax(logits, n);
    }

    /** Softmax of row {@code n}. */
    static double[] softmax(HostTensor logits, int n) {
        int classes = logits.shape().dim(1);
        double[] p = Arrays.copyOfRange(logits.doubles(), n * classes, (n + 1) * classes);
        double largest = Arrays.stream(p).max().orElse(0);
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            p[c] = Math.exp(p[c] - largest);
            sum += p[c];
        }
        for (int c = 0; c < classes; c++) {
            p[c] /= sum;
        }
        return p;
    }
}
