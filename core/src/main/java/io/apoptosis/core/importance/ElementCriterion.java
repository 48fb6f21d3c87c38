package io.apoptosis.core.importance;

import io.apoptosis.core.graph.Network;

/** A criterion whose statistics are the scores themselves: one per trainable element, summed over batches. */
public interface ElementCriterion extends Criterion {
    /** Scores over the calibration's batches, summed, so that the sums of two ranges add up to that of both. */
    ElementScores score(Calibration calibration);

    @Override
    default ShardSums observe(Calibration calibration) {
        return score(calibration).alongCoupledAxes(calibration.network());
    }

    /** The mean over batches. */
    @Override
    default AxisScores scores(Network network, ShardSums total) {
        return AxisScores.meanOf(network, total);
    }
}
