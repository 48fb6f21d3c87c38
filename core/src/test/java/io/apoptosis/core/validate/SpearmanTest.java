package io.apoptosis.core.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpearmanTest {
    @Test
    void shouldSeeOrderAndNothingElse() {
        assertThat(Spearman.of(new double[] {1, 2, 30}, new double[] {-5, 0, 1e9}))
                .isCloseTo(1, within(1e-12));
        assertThat(Spearman.of(new double[] {3, 2, 1}, new double[] {1, 2, 3})).isCloseTo(-1, within(1e-12));
    }

    /** Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / sqrt(4.5 * 5). */
    @Test
    void shouldGiveEqualValuesTheMeanOfTheirRanks() {
        assertThat(Spearman.of(new double[] {1, 7, 7, 9}, new double[] {1, 2, 3, 4}))
                .isCloseTo(4.5 / Math.sqrt(22.5), within(1e-12));
    }

    @Test
    void shouldNotPretendWhereThereIsNoOrder() {
        assertThat(Spearman.of(new double[] {1, 1}, new double[] {1, 2})).isNaN();
    }
}
