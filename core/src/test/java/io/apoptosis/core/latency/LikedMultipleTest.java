package io.apoptosis.core.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.Architectures;
import java.util.List;
import org.junit.jupiter.api.Test;

class LikedMultipleTest {
    @Test
    void widthsAreMultiplesOfTheirPowerOfTwoAndOfNoHigher() {
        assertThat(List.of(
                        LikedMultiple.width(64, 1),
                        LikedMultiple.width(64, 2),
                        LikedMultiple.width(64, 4),
                        LikedMultiple.width(64, 8),
                        LikedMultiple.width(64, 16)))
                .containsExactly(47, 46, 44, 40, 48);
    }

    @Test
    void theSmallestMultipleThatIsNearlyTheFastestIsTaken() {
        List<Integer> widths = List.of(47, 46, 44, 40, 48);

        assertThat(LikedMultiple.smallest(widths, List.of(47.0, 46.0, 44.0, 40.0, 48.0)))
                .isEqualTo(1);
        assertThat(LikedMultiple.smallest(widths, List.of(94.0, 92.0, 66.0, 41.0, 48.0)))
                .isEqualTo(8);
    }

    @Test
    void aNetworkIsMeasured() {
        Network wide = RandomNetworks.of(Architectures.named("resnet20", 10), 2);

        assertThat(LikedMultiple.measure(wide, new LatencyMeter(1, 1, 1, 3), Progress.NONE))
                .isIn(1, 2, 4, 8, 16);
    }
}
