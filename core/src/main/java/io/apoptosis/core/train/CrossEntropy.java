package io.apoptosis.core.train;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;

/** The loss -log p_y of logits (N, classes). */
final class CrossEntropy {
    private CrossEntropy() {}

    /** The mean over the batch, as a scalar that a gradient can be taken of. */
    static Tensor mean(Scope scope, Tensor logits, int[] labels) {
        Tensor chosen = scope.mul(scope.logSoftmax(logits, 1), scope.oneHot(labels, logits.shape().dim(1)));
        return scope.scale(scope.sum(chosen, new int[] {0, 1}, false), -1.0 / labels.length);
    }

    /** Of row {@code row}, in float64, the largest logit taken out first so that nothing overflows. */
    static double of(HostTensor logits, int row, int label) {
        int classes = logits.shape().dim(1);
        double[] values = logits.doubles();
        double largest = values[row * classes + largest(logits, row)];
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += Math.exp(values[row * classes + c] - largest);
        }
        return Math.log(sum) + largest - values[row * classes + label];
    }

    /** The class with the largest logit, the first of equals; NaN never wins. */
    static int largest(HostTensor logits, int row) {
        int classes = logits.shape().dim(1);
        double[] values = logits.doubles();
        int best = 0;
        for (int c = 1; c < classes; c++) {
            if (values[row * classes + c] > values[row * classes + best]) {
                best = c;
            }
        }
        return best;
    }
}
