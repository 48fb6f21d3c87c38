package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReductionTest {

    @ParameterizedTest
    @CsvSource({"MEAN, 3", "SUM, 9", "MAX, 4", "PRODUCT, 24", "FIRST, 2"})
    void reducesTheMembersOfAUnit(Reduction reduction, double expected) {
        assertThat(reduction.of(new double[] {2, 3, 4})).isEqualTo(expected);
    }
}
