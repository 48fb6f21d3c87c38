package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.dual.Terms;
import io.apoptosis.core.graph.Network;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObaTest {

    @ParameterizedTest
    @EnumSource(Terms.class)
    void lawsHold(Terms terms) {
        CriterionLaws.holdForElements(new Oba(terms));
    }

    /** algorithm.md, section 5.3: the sum of theta ⊙ H theta is the second derivative of L((1 + t) theta) at t = 0. */
    @Test
    void secondOrderScoresSumToTheCurvatureAlongTheta() {
        Calibration calibration = CalibrationFixture.calibration(CalibrationFixture.network(), 4, 0, 3);
        double expected = new ScaledLoss(calibration).curvature();
        assertThat(CriterionLaws.total(new Oba(Terms.SECOND).score(calibration)))
                .isCloseTo(expected, Offset.offset(1e-4 * Math.abs(expected)));
    }

    @Test
    void bothTermsAreTheSumOfEach() {
        Calibration calibration = CalibrationFixture.calibration(CalibrationFixture.network(), 4, 0, 3);
        double first = CriterionLaws.total(new Oba(Terms.FIRST).score(calibration));
        double second = CriterionLaws.total(new Oba(Terms.SECOND).score(calibration));
        double both = CriterionLaws.total(new Oba(Terms.FIRST_AND_SECOND).score(calibration));
        assertThat(both).isCloseTo(first + second, Offset.offset(1e-9 * Math.abs(first + second)));
    }

    /** With running statistics, images do not see each other: the mean over batches does not depend on where batches are cut. */
    @Test
    void batchSizeDoesNotMatter() {
        Network network = CalibrationFixture.network();
        ElementScores small = new Oba(Terms.SECOND).score(CalibrationFixture.calibration(network, 2, 0, 6));
        ElementScores large = new Oba(Terms.SECOND).score(CalibrationFixture.calibration(network, 12, 0, 1));
        small.sums().forEach((name, sum) -> {
            double[] expected = large.sums().get(name).doubles();
            double[] actual = sum.map(v -> v / small.batches()).doubles();
            assertThat(actual).as(name).containsExactly(expected, Offset.offset(1e-10));
        });
    }
}
