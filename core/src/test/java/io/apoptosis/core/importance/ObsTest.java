package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ObsTest {

    @Test
    void lawsHold() {
        CriterionLaws.hold(new Obs());
    }

    @Test
    void isTheSquaredWeightOverTheInversesDiagonal() {
        FullFisher full = new FullFisher();
        DMatrixRMaj inverse = full.dampedInverse(true);
        DMatrixRMaj saliencies = Obs.saliencies(full.weight, full.factors);
        for (int q = 0; q < inverse.getNumRows(); q++) {
            double w = full.weight.get(q);
            assertThat(saliencies.get(q)).isCloseTo(w * w / (2 * inverse.get(q, q)), Offset.offset(1e-9));
        }
    }

    @Test
    void costsNothingWhereNothingDependsOnTheLayer() {
        KroneckerFactors dead = new KroneckerFactors(new DMatrixRMaj(4, 4), new DMatrixRMaj(3, 3));
        assertThat(new Obs().cost(new FullFisher().weight, dead).rows()).containsExactly(0, 0, 0);
    }
}
