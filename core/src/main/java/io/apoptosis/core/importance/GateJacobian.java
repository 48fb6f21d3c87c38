package io.apoptosis.core.importance;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.Gates.Reading;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
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
            GatedPass pass = new GatedPass(scope, gates);
            Tensor logits = pass.logits(network.graph(), weights, scope.of(images));
            int samples = logits.shape().dim(0);
            int classes = logits.shape().dim(1);
            double[] rows = new double[samples * classes * gates.count()];
            List<Reading> readings = List.copyOf(pass.leaves().keySet());
            List<Tensor> leaves = List.copyOf(pass.leaves().values());
            for (int c = 0; c < classes; c++) {
                List<Tensor> derivatives = gradients.pullback(logits, column(scope, samples, classes, c), leaves);
                for (int r = 0; r < readings.size(); r++) {
                    double[] values = scope.read(derivatives.get(r)).doubles();
                    add(rows, values, readings.get(r).gates(), classes, c, gates.count());
                    scope.release(derivatives.get(r));
                }
            }
            return new GateJacobian(scope.read(logits), rows);
        }
    }

    private static Tensor column(Scope scope, int samples, int classes, int c) {
        double[] ones = new double[samples * classes];
        for (int n = 0; n < samples; n++) {
            ones[n * classes + c] = 1;
        }
        return scope.of(HostTensor.of(Shape.of(samples, classes), ones));
    }

    private static void add(double[] rows, double[] derivatives, int[] gates, int classes, int c, int count) {
        for (int n = 0; n < derivatives.length / gates.length; n++) {
            int row = (n * classes + c) * count;
            for (int i = 0; i < gates.length; i++) {
                if (gates[i] >= 0) {
                    rows[row + gates[i]] += derivatives[n * gates.length + i];
                }
            }
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
