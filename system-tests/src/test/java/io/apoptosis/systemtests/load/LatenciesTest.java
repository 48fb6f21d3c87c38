package io.apoptosis.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void noneIsNoTime() {
        assertThat(new Latencies("GET").percentile(99)).isZero();
    }

    @Test
    void thePercentileIsATimeThatWasMeasured() {
        Latencies latencies = new Latencies("GET");
        for (int i = 0; i < 9; i++) {
            latencies.of(() -> "at once");
        }
        String answer = latencies.of(LatenciesTest::slow);

        assertThat(answer).isEqualTo("late");
        assertThat(latencies.percentile(90)).isLessThan(Duration.ofMillis(30));
        assertThat(latencies.percentile(99)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
        assertThat(latencies)
                .hasToString(latencies.toString())
                .asString()
                .startsWith("GET: p50 ")
                .endsWith("of 10");
    }

    private static String slow() {
        try {
            Thread.sleep(31);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return "late";
    }
}
