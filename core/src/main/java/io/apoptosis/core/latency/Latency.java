package io.apoptosis.core.latency;

import java.util.Arrays;

/**
 * How long one batch takes, from a number of measured runs.
 *
 * @param median in milliseconds; of an even number of runs the mean of the two in the middle
 * @param p95 in milliseconds: the least time that 95 % of the runs did not exceed
 */
public record Latency(double median, double p95, int runs) {
    static Latency of(long[] nanoseconds) {
        if (nanoseconds.length == 0) {
            throw new IllegalArgumentException("no run was measured");
        }
        long[] sorted = nanoseconds.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2e6;
        return new Latency(median, sorted[(int) Math.ceil(0.95 * n) - 1] / 1e6, n);
    }
}
