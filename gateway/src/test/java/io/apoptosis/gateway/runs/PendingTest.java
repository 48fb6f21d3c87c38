package io.apoptosis.gateway.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingTest {
    private final Pending pending = new Pending();

    @Test
    void aSlowReaderIsGivenTheNewestOfEachRun() {
        for (int version = 1; version <= 1000; version++) {
            pending.put(summary("a", version));
            pending.put(summary("b", version));
        }

        assertThat(pending.take()).containsExactly(summary("a", 1000), summary("b", 1000));
        assertThat(pending.take()).isEmpty();
    }

    @Test
    void anOlderWordThatComesLaterSaysNothing() {
        pending.put(summary("a", 2));
        pending.put(summary("a", 1));

        assertThat(pending.take()).containsExactly(summary("a", 2));
    }

    private static RunSummary summary(String id, long version) {
        return new RunSummary(
                id, id, "ada", "SCORING", version, Instant.EPOCH, Instant.EPOCH, 1, 1, null, null, null, List.of());
    }
}
