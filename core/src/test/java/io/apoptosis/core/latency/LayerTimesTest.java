package io.apoptosis.core.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.prune.LatencyModel;
import org.junit.jupiter.api.Test;

class LayerTimesTest {
    private final Network network = RandomNetworks.of(Architectures.named("resnet20", 10), 2);

    @Test
    void everyLayerHasItsTimeAndThoseThatDoTheSameHaveTheSame() {
        LatencyModel model = LayerTimes.measure(network, new LatencyMeter(1, 1, 1, 3), Progress.NONE);

        assertThat(model.nanosecondsPerMac()).hasSize(20).containsKeys("conv1", "layer3.2.conv2", "linear");
        assertThat(model.nanosecondsPerMac().values()).allMatch(time -> time > 0);
        assertThat(model.nanosecondsPerMac().get("layer1.0.conv1"))
                .isEqualTo(model.nanosecondsPerMac().get("layer1.2.conv2"));
        assertThat(model.nanosecondsPerValue()).isNotNegative();
    }
}
