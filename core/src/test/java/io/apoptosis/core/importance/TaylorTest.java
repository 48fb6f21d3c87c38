package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TaylorTest {

    @Test
    void lawsHold() {
        CriterionLaws.holdForElements(new Taylor());
    }

    @Test
    void scoresSumToTheSlopeAlongTheta() {
        Calibration calibration = CalibrationFixture.calibration(CalibrationFixture.network(), 4, 0, 3);
        double expected = new ScaledLoss(calibration).slope();
        assertThat(CriterionLaws.total(new Taylor().score(calibration)))
                .isCloseTo(expected, Offset.offset(1e-6 * Math.abs(expected)));
    }
}
