package io.apoptosis.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;

class FineTuningTest {
    @Test
    void shouldDropTheRateOnceForEveryMilestonePassed() {
        FineTuning tuning = new FineTuning(64, 0.1, 0.9, 5e-4, RateSchedule.steps(2, 4), Set.of(), 1);
        assertThat(tuning.learningRateAfter(0)).isEqualTo(0.1);
        assertThat(tuning.learningRateAfter(1)).isEqualTo(0.1);
        assertThat(tuning.learningRateAfter(2)).isCloseTo(0.01, within(1e-17));
        assertThat(tuning.learningRateAfter(3)).isCloseTo(0.01, within(1e-17));
        assertThat(tuning.learningRateAfter(9)).isCloseTo(0.001, within(1e-18));
    }

    @Test
    void shouldLetTheRateFallByACosineToZeroAfterTheLastEpoch() {
        RateSchedule cosine = new RateSchedule.Cosine(4);
        assertThat(cosine.rateAfter(1, 0)).isEqualTo(1);
        assertThat(cosine.rateAfter(1, 1)).isCloseTo((2 + Math.sqrt(2)) / 4, within(1e-15));
        assertThat(cosine.rateAfter(1, 2)).isCloseTo(0.5, within(1e-15));
        assertThat(cosine.rateAfter(1, 3)).isCloseTo((2 - Math.sqrt(2)) / 4, within(1e-15));
        assertThat(cosine.rateAfter(1, 4)).isZero();
        assertThat(cosine.rateAfter(1, 5)).as("not up again").isZero();
    }

    @Test
    void shouldRefuseWhatCannotTrain() {
        refused(0, 0.1, 0.9, 0, "batch size");
        refused(1, 0, 0.9, 0, "learning rate");
        refused(1, Double.NaN, 0.9, 0, "learning rate");
        refused(1, 0.1, 1, 0, "momentum");
        refused(1, 0.1, 0.9, -1, "weight decay");
    }

    private static void refused(int batchSize, double rate, double momentum, double decay, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuning(batchSize, rate, momentum, decay, RateSchedule.steps(), Set.of(), 1))
                .withMessageContaining(why);
    }
}
