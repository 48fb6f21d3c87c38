package io.apoptosis.core.train;

import io.apoptosis.core.tensor.HostTensor;
import java.util.Arrays;

/** Logits (N, classes) on the host. */
public record Logits(double[] values, int classes) {
    public static Logits of(HostTensor tensor) {
        return new Logits(tensor.doubles(), tensor.shape().dim(1));
    }

    /** The rows of both. */
    Logits and(Logits more) {
        double[] rows = Arrays.copyOf(values, values.length + more.values.length);
        System.arraycopy(more.values, 0, rows, values.length, more.values.length);
        return new Logits(rows, classes);
    }

    /** -log p_label of a row, in float64, the largest logit taken out first so that nothing overflows. */
    public double crossEntropy(int row, int label) {
        double largest = values[row * classes + largest(row)];
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += Math.exp(values[row * classes + c] - largest);
        }
        return Math.log(sum) + largest - values[row * classes + label];
    }

    /** The class with the largest logit, the first of equals. */
    int largest(int row) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            if (values[row * classes + c] > values[row * classes + best]) {
                best = c;
            }
        }
        return best;
    }
}
