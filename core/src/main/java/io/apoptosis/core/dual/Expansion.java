package io.apoptosis.core.dual;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.op.Execution.Normalization;
import java.util.Optional;
import java.util.Set;

/**
 * Which terms of the loss's expansion around theta make a score, and how they are computed (algorithm.md, sections 1.1 to 1.5).
 *
 * @param order of the highest term: 2, or with {@code dual} and {@link Terms#SECOND} the third or fourth alone
 * @param asPublished as the paper's authors' code does it, where that departs from the paper
 */
public record Expansion(Method method, Terms terms, int order, boolean asPublished) {
    public Expansion {
        if (order < 2 || order > 4) {
            throw new IllegalArgumentException("terms of order 2 to 4 are known, not " + order);
        }
        if (terms != Terms.SECOND && (order > 2 || method == Method.LAYERWISE)) {
            throw new IllegalArgumentException(
                    "method layerwise and orders above 2 stand alone: leave terms at second");
        }
        if (method == Method.LAYERWISE && order > 2) {
            throw new IllegalArgumentException("method layerwise knows the second order only; take method dual");
        }
    }

    /** Exact. */
    public static Expansion of(Terms terms) {
        return new Expansion(Method.DUAL, terms, 2, false);
    }

    /** Why it is not defined on this network, if so. */
    public Optional<String> refuse(Graph graph) {
        return method == Method.LAYERWISE ? LayerwiseGradient.refuse(graph) : Optional.empty();
    }

    public ScoreVector vector(Graph graph, Normalization normalization) {
        ScoreVector plain = plain(graph, normalization);
        return normalization == Normalization.RUNNING ? new Halving(plain)::of : plain;
    }

    /** Whether scores along axes can be had without those of the elements: {@link #alongAxes}. */
    public boolean hasAxes() {
        return method == Method.DUAL && order == 2;
    }

    /**
     * Scores along {@code axes} of parameters, by {@link AxisRef}'s name, float64.
     *
     * @throws IllegalStateException where it has none
     */
    public BatchMeans alongAxes(Network network, Normalization normalization, Set<AxisRef> axes) {
        if (!hasAxes()) {
            throw new IllegalStateException("only exact terms of first and second order are taken along axes");
        }
        BatchMeans plain = new AxisGradient(network, terms, normalization, axes);
        return normalization == Normalization.RUNNING ? new Halving(plain) : plain;
    }

    private ScoreVector plain(Graph graph, Normalization normalization) {
        if (method == Method.LAYERWISE) {
            return new LayerwiseGradient(graph, asPublished, normalization);
        }
        return order == 2
                ? new ScoreGradient(graph, terms, normalization)
                : new TaylorGradient(graph, order, asPublished, normalization);
    }
}
