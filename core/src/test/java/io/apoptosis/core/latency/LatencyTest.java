package io.apoptosis.core.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void theMedianIsInTheMiddleAndNinetyFivePercentAreWithinP95() {
        long[] oneToHundredMilliseconds =
                LongStream.rangeClosed(1, 100).map(ms -> (101 - ms) * 1_000_000).toArray();

        assertThat(Latency.of(oneToHundredMilliseconds)).isEqualTo(new Latency(50.5, 95, 100));
    }

    @Test
    void oneRunIsItsOwnMedian() {
        assertThat(Latency.of(new long[] {2_000_000})).isEqualTo(new Latency(2, 2, 1));
    }
}
