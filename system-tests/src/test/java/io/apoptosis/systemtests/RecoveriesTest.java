package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecoveriesTest {
    private static final Instant T = Instant.EPOCH;

    @Test
    void theSlowestOfEachKindIsKept() {
        Recoveries recoveries = new Recoveries();
        recoveries.hit("kill", T);
        recoveries.hit("store", T.plusSeconds(2));
        assertThat(recoveries.pending()).isTrue();
        recoveries.recovered(T.plusSeconds(5));
        recoveries.hit("kill", T.plusSeconds(10));
        recoveries.recovered(T.plusSeconds(11));

        assertThat(recoveries.pending()).isFalse();
        assertThat(recoveries.worst())
                .containsEntry("kill", Duration.ofSeconds(5))
                .containsEntry("store", Duration.ofSeconds(3));
        assertThat(recoveries.slowest()).isEqualTo(Duration.ofSeconds(5));
    }
}
