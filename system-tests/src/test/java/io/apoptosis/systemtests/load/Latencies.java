package io.apoptosis.systemtests.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** How long requests of one kind took. */
final class Latencies {
    private final String kind;
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

    Latencies(String kind) {
        this.kind = kind;
    }

    <T> T of(Supplier<T> request) {
        long begin = System.nanoTime();
        T answer = request.get();
        nanos.add(System.nanoTime() - begin);
        return answer;
    }

    /** The smallest time that so many of a hundred did not exceed. */
    Duration percentile(int percent) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return sorted.length == 0 ? Duration.ZERO : Duration.ofNanos(sorted[Math.max(0, rank - 1)]);
    }

    @Override
    public String toString() {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        return "%s: p50 %.1f ms, p99 %.1f ms, slowest %.1f ms of %d"
                .formatted(
                        kind,
                        percentile(50).toNanos() / 1e6,
                        percentile(99).toNanos() / 1e6,
                        Arrays.stream(sorted).max().orElse(0) / 1e6,
                        sorted.length);
    }
}
