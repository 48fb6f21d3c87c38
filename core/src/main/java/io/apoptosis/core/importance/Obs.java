package io.apoptosis.core.importance;

import org.ejml.data.DMatrixRMaj;

/**
 * Optimal Brain Surgeon (Hassibi and Stork, 1992): theta^2 / (2 [H^-1]_ii), the loss once the layer's other weights have made up for the
 * missing one, with H = S ⊗ A per layer; summed over the weights that make a channel and those that read it.
 */
public record Obs() implements KroneckerCriterion {
    @Override
    public boolean countsInputs() {
        return true;
    }

    @Override
    public RowsAndColumns cost(DMatrixRMaj weight, KroneckerFactors factors) {
        return RowsAndColumns.sumsOf(saliencies(weight, factors));
    }

    static DMatrixRMaj saliencies(DMatrixRMaj weight, KroneckerFactors factors) {
        double[] outer = DampedInverse.diagonal(factors.gradients());
        double[] inner = DampedInverse.diagonal(factors.activations());
        DMatrixRMaj saliencies = new DMatrixRMaj(weight.getNumRows(), weight.getNumCols());
        for (int i = 0; i < outer.length; i++) {
            for (int j = 0; j < inner.length; j++) {
                saliencies.set(i, j, weight.get(i, j) * weight.get(i, j) / (2 * outer[i] * inner[j]));
            }
        }
        return saliencies;
    }
}
