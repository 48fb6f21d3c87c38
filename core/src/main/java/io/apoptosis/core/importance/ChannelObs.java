package io.apoptosis.core.importance;

import org.ejml.data.DMatrixRMaj;

/** C-OBS (Wang et al., EigenDamage, ICML 2019): {@link Obs}'s saliencies summed over the filter that makes a channel. */
public record ChannelObs() implements KroneckerCriterion {
    @Override
    public boolean countsInputs() {
        return false;
    }

    @Override
    public RowsAndColumns cost(DMatrixRMaj weight, KroneckerFactors factors) {
        return RowsAndColumns.sumsOf(Obs.saliencies(weight, factors));
    }
}
