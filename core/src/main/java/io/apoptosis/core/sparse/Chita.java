package io.apoptosis.core.sparse;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.Calibration;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.importance.ShardSums;

/**
 * CHITA (Benbaki et al., "Fast as CHITA", ICML 2023): which weights stay, and what they become, by the least {@link LocalQuadratic} under
 * |w|_0 &lt;= k. Iterative hard thresholding from the magnitudes' support finds the support, a closed form the weights on it; neither ever
 * raises Q.
 *
 * <p>One step is CHITA, several on a rising sparsity are the paper's multi-stage CHITA++, which is nothing else: each of its stages takes the
 * gradients, and with them the Fisher matrix, at the weights that the stage before has left, and solves the same problem around these under
 * its own k. So does each step here, for a step observes the network that it gets. As there, a stage is bound by the number of weights only,
 * so a weight that an earlier one removed may come back. Two things differ: the authors' program draws other images for every stage, here all
 * steps read the same ones; and where a specification repairs after every cut, or fine-tunes at a target, the next stage starts from that.
 *
 * <p>The paper moves all weights by one step length and searches it; here each block has its own, 1 over its largest eigenvalue, and a weight is
 * kept by its curvature times u^2, which minimizes the same bound exactly. Its active set, a matter of speed, and its
 * coordinate descent, which the closed form makes unnecessary, are left out.
 *
 * @param ridge lambda as a share of the Fisher matrix's mean diagonal
 * @param blockSize weights of one tensor that the Fisher matrix couples; 0 for all weights of the network
 */
record Chita(double ridge, int blockSize) implements SparseCriterion {
    @Override
    public ShardSums observe(Calibration calibration) {
        return GradientRows.observe(calibration);
    }

    @Override
    public Sparse prune(Network network, ShardSums total, SparseWeights removable, double sparsity) {
        FlatWeights flat = new FlatWeights(network);
        LocalQuadratic model = model(flat, GradientRows.of(total));
        Masks magnitudes = GlobalThreshold.masks(
                network, WeightScores.of(network, flat.weights(), removable, ScoreNormalization.NONE, false), sparsity);
        SupportSearch search = new SupportSearch(model, flat, removable, sparsity);
        Masks support = search.improved(magnitudes);
        return new Sparse(flat.with(model.solved(flat.kept(support))), support);
    }

    /**
     * Without the first-order term, which the paper has as an option: at a trained network the empirical Fisher matrix is small where gradients are,
     * and its Newton step from them leads far away (measured: docs/results.md).
     */
    LocalQuadratic model(FlatWeights flat, GradientRows gradients) {
        int n = gradients.rows().size();
        double[] slope = new double[flat.values().length];
        double squares = 0;
        for (float[] row : gradients.rows()) {
            for (int i = 0; i < slope.length; i++) {
                squares += (double) row[i] * row[i];
            }
        }
        double lambda = ridge * squares / ((double) n * slope.length);
        return new LocalQuadratic(
                gradients.rows(), flat.values(), flat.blocks(blockSize), slope, Math.max(lambda, Double.MIN_NORMAL));
    }
}
