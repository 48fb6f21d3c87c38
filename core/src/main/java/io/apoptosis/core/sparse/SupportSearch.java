package io.apoptosis.core.sparse;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Iterative hard thresholding on a {@link LocalQuadratic}: with L the curvature of a weight's block and u = w - dQ/dw / L, the bound Q(w) + dQ/dw . d
 * + 1/2 sum L d^2 is least, of all with k weights, where the k greatest L u^2 stay, as u. A step that does not lower Q after all (the
 * curvatures are estimates) doubles them instead.
 */
final class SupportSearch {
    private static final int ROUNDS = 3;
    private static final int STEPS = 20;

    private final LocalQuadratic model;
    private final FlatWeights flat;
    private final Set<String> removable;
    private final double sparsity;
    private final double[] curvatures;

    SupportSearch(LocalQuadratic model, FlatWeights flat, SparseWeights removable, double sparsity) {
        this.model = model;
        this.flat = flat;
        this.removable = removable.layers().keySet();
        this.sparsity = sparsity;
        this.curvatures = model.curvatures();
    }

    /** A support whose best weights are no worse, by Q, than those of {@code start}. */
    Masks improved(Masks start) {
        Masks support = start;
        for (int round = 0; round < ROUNDS; round++) {
            Masks next = searched(support);
            if (next.equals(support)) {
                return support;
            }
            support = next;
        }
        return support;
    }

    private Masks searched(Masks start) {
        Masks support = start;
        double[] w = model.solved(flat.kept(start));
        double value = model.at(w);
        for (int step = 0; step < STEPS; step++) {
            double[] u = stepped(w);
            Masks next = thresholded(u);
            double[] moved = u.clone();
            IntPredicate kept = flat.kept(next);
            Arrays.setAll(moved, i -> kept.test(i) ? u[i] : 0);
            double after = model.at(moved);
            if (after <= value) {
                w = moved;
                value = after;
                support = next;
            } else {
                Arrays.setAll(curvatures, b -> 2 * curvatures[b]);
            }
        }
        return support;
    }

    /** u of every weight. */
    double[] stepped(double[] w) {
        double[] u = w.clone();
        double[] gradient = model.gradient(w);
        for (int b = 0; b < model.blocks(); b++) {
            for (int i = model.from(b); i < model.to(b); i++) {
                u[i] -= gradient[i] / curvatures[b];
            }
        }
        return u;
    }

    /** Where L u^2 is greatest. */
    Masks thresholded(double[] u) {
        return GlobalThreshold.masks(flat.network(), importances(u), sparsity);
    }

    private WeightScores importances(double[] u) {
        double[] importance = new double[u.length];
        for (int b = 0; b < model.blocks(); b++) {
            for (int i = model.from(b); i < model.to(b); i++) {
                importance[i] = curvatures[b] * u[i] * u[i];
            }
        }
        Map<String, double[]> scores = new LinkedHashMap<>(flat.tensors(importance));
        scores.forEach((name, values) -> {
            if (!removable.contains(name)) {
                Arrays.fill(values, Double.POSITIVE_INFINITY);
            }
        });
        return new WeightScores(scores);
    }
}
