package io.apoptosis.core.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class PairedRunsTest {
    private final List<String> order = new ArrayList<>();

    @Test
    void eachRoundBeginsWithAnother() {
        PairedRuns.measure(List.of(subject("a", 1), subject("b", 1), subject("c", 1)), 0, 3, Progress.NONE);

        assertThat(order).containsExactly("a", "b", "c", "b", "c", "a", "c", "a", "b");
    }

    @Test
    void theWarmUpIsNotCounted() {
        LongSupplier coldFirst = new LongSupplier() {
            private int runs;

            @Override
            public long getAsLong() {
                return runs++ < 2 ? 1_000_000_000 : 3_000_000;
            }
        };

        assertThat(PairedRuns.measure(List.of(coldFirst), 2, 5, Progress.NONE)).containsExactly(new Latency(3, 3, 5));
    }

    @Test
    void aMachineThatGetsSlowerMeetsAllAlike() {
        long[] clock = {0};
        LongSupplier slower = () -> 1_000_000 + 1_000 * clock[0]++;

        List<Latency> both = PairedRuns.measure(List.of(slower, slower), 0, 100, Progress.NONE);

        assertThat(both.get(0).median()).isEqualTo(both.get(1).median());
    }

    private LongSupplier subject(String name, long nanoseconds) {
        return () -> {
            order.add(name);
            return nanoseconds;
        };
    }
}
