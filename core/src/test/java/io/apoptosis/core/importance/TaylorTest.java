package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.train.NumericFailure;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TaylorTest {

    @Test
    void lawsHold() {
        CriterionLaws.holdForElements(new Taylor());
    }

    @Test
    void aNetworkWithoutNumbersIsRefusedByBatchAndLayer() {
        Network network = CalibrationFixture.network();
        Map<String, HostTensor> broken = new HashMap<>(network.weights());
        broken.put("conv2.weight", network.weight("conv2.weight").map(value -> Double.NaN));
        Calibration calibration = CalibrationFixture.calibration(new Network(network.graph(), broken), 4, 1, 3);

        assertThatThrownBy(() -> new Taylor().score(calibration))
                .isInstanceOf(NumericFailure.class)
                .hasMessageContaining("calibration batch 2 ")
                .hasMessageContaining("first in layer conv2 (its weight holds NaN or infinite values)");
    }

    @Test
    void scoresSumToTheSlopeAlongTheta() {
        Calibration calibration = CalibrationFixture.calibration(CalibrationFixture.network(), 4, 0, 3);
        double expected = new ScaledLoss(calibration).slope();
        assertThat(CriterionLaws.total(new Taylor().score(calibration)))
                .isCloseTo(expected, Offset.offset(1e-6 * Math.abs(expected)));
    }
}
