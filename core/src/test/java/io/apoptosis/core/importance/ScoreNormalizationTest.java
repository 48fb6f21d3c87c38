package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The paper's appendix C on (1, 2, 5). */
class ScoreNormalizationTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    @ParameterizedTest
    @CsvSource({
        "NONE, 1, 2, 5",
        "MAX, 0.2, 0.4, 1",
        "STANDARDIZATION, 0, 0.25, 1",
        "L2, 0.18257418583505536, 0.3651483716701107, 0.9128709291752769",
        "MEAN, 0.375, 0.75, 1.875"
    })
    void followsItsFormula(ScoreNormalization normalization, double a, double b, double c) {
        assertThat(normalization.of(new double[] {1, 2, 5})).containsExactly(new double[] {a, b, c}, EXACT);
    }

    @ParameterizedTest
    @EnumSource(ScoreNormalization.class)
    void staysFiniteWhereAllScoresAreZero(ScoreNormalization normalization) {
        assertThat(normalization.of(new double[] {0, 0})).containsExactly(0, 0);
    }
}
