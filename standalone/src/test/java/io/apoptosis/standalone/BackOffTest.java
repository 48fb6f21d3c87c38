package io.apoptosis.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final Duration SHORT_LIFE = Duration.ofSeconds(1);

    @Test
    void shouldDoubleWithEveryEarlyDeathUpToALimit() {
        BackOff first = BackOff.NONE.afterLifeOf(SHORT_LIFE);
        BackOff second = first.afterLifeOf(SHORT_LIFE);
        assertThat(first.delay()).isEqualTo(Duration.ofMillis(500));
        assertThat(second.delay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(new BackOff(100).delay()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void shouldForgetEarlierDeathsAfterALongLife() {
        assertThat(new BackOff(7).afterLifeOf(Duration.ofMinutes(2))).isEqualTo(new BackOff(1));
    }
}
