package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.dual.Expansion;
import io.apoptosis.core.dual.Method;
import io.apoptosis.core.dual.Terms;
import io.apoptosis.core.graph.Network;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObaTest {

    @ParameterizedTest
    @EnumSource(Terms.class)
    void lawsHold(Terms terms) {
        CriterionLaws.holdForElements(new Oba(Expansion.of(terms)));
    }

    @ParameterizedTest
    @CsvSource({"LAYERWISE, 2, false", "LAYERWISE, 2, true", "DUAL, 3, false", "DUAL, 4, true"})
    void lawsHoldForOtherMethodsAndOrders(Method method, int order, boolean asPublished) {
        CriterionLaws.hold(new Oba(new Expansion(method, Terms.SECOND, order, asPublished)));
    }

    @Test
    void refusesCombinationsThatDoNotExist() {
        assertThatThrownBy(() -> new Expansion(Method.LAYERWISE, Terms.FIRST, 2, false))
                .hasMessageContaining("leave terms at second");
        assertThatThrownBy(() -> new Expansion(Method.LAYERWISE, Terms.SECOND, 3, false))
                .hasMessageContaining("second order only");
        assertThatThrownBy(() -> new Expansion(Method.DUAL, Terms.SECOND, 5, false))
                .hasMessageContaining("order 2 to 4");
    }

    /** They sum to the derivative of L along theta of their order: here against differences of the sum one order below. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void termsOfHigherOrderSumToTheDerivativeAlongTheta(int order) {
        Calibration calibration = CalibrationFixture.calibration(CalibrationFixture.network(), 4, 0, 3);
        double step = 1e-5;
        double ahead = sumOfTerms(calibration, order - 1, 1 + step);
        double behind = sumOfTerms(calibration, order - 1, 1 - step);
        double here = sumOfTerms(calibration, order - 1, 1);
        // With k the order below, d/ds of s^k L^(k)(s theta) is k L^(k) + L^(k+1) at s = 1.
        double expected = (ahead - behind) / (2 * step) - (order - 1) * here;
        assertThat(sumOfTerms(calibration, order, 1)).isCloseTo(expected, Offset.offset(1e-5 * Math.abs(expected)));
    }

    private static double sumOfTerms(Calibration calibration, int order, double scale) {
        Expansion expansion = new Expansion(Method.DUAL, Terms.SECOND, order, false);
        return CriterionLaws.total(new Oba(expansion).score(ScaledLoss.scaled(calibration, scale)));
    }

    /** algorithm.md, section 5.3: the sum of theta ⊙ H theta is the second derivative of L((1 + t) theta) at t = 0. */
    @Test
    void secondOrderScoresSumToTheCurvatureAlongTheta() {
        Calibration calibration = CalibrationFixture.calibration(CalibrationFixture.network(), 4, 0, 3);
        double expected = new ScaledLoss(calibration).curvature();
        assertThat(CriterionLaws.total(new Oba(Expansion.of(Terms.SECOND)).score(calibration)))
                .isCloseTo(expected, Offset.offset(1e-4 * Math.abs(expected)));
    }

    @Test
    void bothTermsAreTheSumOfEach() {
        Calibration calibration = CalibrationFixture.calibration(CalibrationFixture.network(), 4, 0, 3);
        double first = CriterionLaws.total(new Oba(Expansion.of(Terms.FIRST)).score(calibration));
        double second = CriterionLaws.total(new Oba(Expansion.of(Terms.SECOND)).score(calibration));
        double both = CriterionLaws.total(new Oba(Expansion.of(Terms.FIRST_AND_SECOND)).score(calibration));
        assertThat(both).isCloseTo(first + second, Offset.offset(1e-9 * Math.abs(first + second)));
    }

    /** With running statistics, images do not see each other: the mean over batches does not depend on where batches are cut. */
    @Test
    void batchSizeDoesNotMatter() {
        Network network = CalibrationFixture.network();
        ElementScores small =
                new Oba(Expansion.of(Terms.SECOND)).score(CalibrationFixture.calibration(network, 2, 0, 6));
        ElementScores large =
                new Oba(Expansion.of(Terms.SECOND)).score(CalibrationFixture.calibration(network, 12, 0, 1));
        small.sums().forEach((name, sum) -> {
            double[] expected = large.sums().get(name).doubles();
            double[] actual = sum.map(v -> v / small.batches()).doubles();
            assertThat(actual).as(name).containsExactly(expected, Offset.offset(1e-10));
        });
    }
}
