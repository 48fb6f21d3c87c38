package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.Progress;
import org.junit.jupiter.api.Test;

class RandomCriterionTest {

    @Test
    void lawsHold() {
        CriterionLaws.holdForElements(new RandomCriterion());
    }

    @Test
    void anotherSeedGivesOtherScores() {
        Calibration one = CalibrationFixture.calibration(CalibrationFixture.network(), 2, 0, 6);
        Calibration other = new Calibration(
                one.engine(),
                one.network(),
                one.images(),
                one.batchSize(),
                one.fromBatch(),
                one.toBatch(),
                one.batchNorm(),
                one.precision(),
                one.seed() + 1,
                Progress.NONE);
        assertThat(new RandomCriterion().score(one)).isNotEqualTo(new RandomCriterion().score(other));
    }
}
