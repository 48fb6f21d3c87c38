package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.graph.Network;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShardSumsTest {

    @Test
    void survivesItsOwnTensors() {
        Network network = CalibrationFixture.network();
        ShardSums sums = new Weight().observe(CalibrationFixture.calibration(network, 2, 0, 6));
        ShardSums read = ShardSums.of(sums.tensors());
        assertThat(read.batches()).isEqualTo(6);
        assertThat(read).isEqualTo(sums);
    }

    @Test
    void shipsCoupledAxesOnly() {
        Network network = CalibrationFixture.network();
        ShardSums sums = new Weight().observe(CalibrationFixture.calibration(network, 2, 0, 6));
        assertThat(sums.sums().keySet())
                .contains("conv1.weight:0", "conv2.weight:1", "bn1.bias:0", "fc.weight:1")
                .doesNotContain("conv1.weight:1", "fc.weight:0", "fc.bias:0", "bn1.running_mean:0");
    }

    @Test
    void refusesAnObjectThatIsNotAShard() {
        assertThatThrownBy(() -> ShardSums.of(Map.of())).hasMessageContaining("without its number of batches");
    }
}
