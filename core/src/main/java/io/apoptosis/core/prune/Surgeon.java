package io.apoptosis.core.prune;

import io.apoptosis.core.importance.GateCurvature;
import io.apoptosis.core.importance.GateCurvature.Full;
import io.apoptosis.core.importance.GateCurvature.Rows;

/**
 * Optimal brain surgeon (Hassibi and Stork, 1993) in the space of gates: the quadratic model dL(m) = g . (m - 1) + 1/2 (m - 1) . A (m - 1),
 * A = H + ridge I, with the gates of removed units held at 0 and all others where the model is least. Taking unit c out of it costs
 * m_c^2 / (2 (A^-1)_cc); the others make up for it, and A^-1 is down-dated by a rank-one term.
 */
sealed interface Surgeon permits FullSurgeon, FactorSurgeon {
    /**
     * @param gradient g; zeros where the function and not the loss is to stay
     * @param ridge as a share of H's mean diagonal
     */
    static Surgeon of(double[] gradient, GateCurvature curvature, double ridge) {
        return curvature instanceof Rows rows
                ? new FactorSurgeon(gradient, rows, ridge)
                : new FullSurgeon(gradient, ((Full) curvature).matrix(), ridge);
    }

    /** What taking gate {@code c} out costs, by the model. */
    double cost(int c);

    /** Takes {@code c} out for good. */
    void remove(int c);

    /** Where the gates are now. */
    double[] gates();
}
