package io.apoptosis.core.importance;

import java.util.Arrays;
import java.util.Locale;

/** Which Gauss-Newton matrix of the gates: the rows R with H = R^T R of one image, from its Jacobian J and probabilities p. */
public enum Curvature {
    /** K = diag(p) - p p^T: the change of the loss. Row c is sqrt(p_c) (J_c - sum_k p_k J_k). */
    LOSS {
        @Override
        double[] centre(double[] probabilities) {
            return probabilities;
        }

        @Override
        double weight(double probability) {
            return Math.sqrt(probability);
        }
    },
    /** K = I - 1 1^T / C: the change of the function, whatever the labels. Row c is J_c - mean_k J_k. */
    LOGITS {
        @Override
        double[] centre(double[] probabilities) {
            double[] equal = new double[probabilities.length];
            Arrays.fill(equal, 1.0 / equal.length);
            return equal;
        }

        @Override
        double weight(double probability) {
            return 1;
        }
    };

    /** Weights of the mean that is taken out of every row. */
    abstract double[] centre(double[] probabilities);

    /** Factor of a class's row. */
    abstract double weight(double probability);

    /** L s, with K = L L^T. */
    double[] half(double[] probabilities, double[] s) {
        double[] result = new double[s.length];
        double total = 0;
        for (int c = 0; c < s.length; c++) {
            result[c] = s[c] * weight(probabilities[c]);
            total += result[c];
        }
        double[] centre = centre(probabilities);
        for (int c = 0; c < s.length; c++) {
            result[c] -= total * centre[c];
        }
        return result;
    }

    /** By the name a specification uses, for example {@code logits}. */
    public static Curvature named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
