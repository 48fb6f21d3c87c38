package io.apoptosis.core.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a step's scores were spread, and where the cut was.
 *
 * @param low score at the left edge of the first bin
 * @param width of a bin
 * @param counts units in each bin
 * @param threshold score of the last unit removed; not finite where the set was not chosen by one
 */
public record Histogram(int step, double low, double width, List<Integer> counts, double threshold) {
    private static final int BINS = 40;

    public Histogram {
        counts = List.copyOf(counts);
    }

    /** Of the finite scores among them. */
    public static Histogram of(int step, double[] scores, double threshold) {
        double[] finite = Arrays.stream(scores).filter(Double::isFinite).toArray();
        double low = Arrays.stream(finite).min().orElse(0);
        double range = Arrays.stream(finite).max().orElse(0) - low;
        double width = range > 0 ? range / BINS : 1;
        int[] counts = new int[BINS];
        for (double score : finite) {
            counts[Math.min(BINS - 1, (int) ((score - low) / width))]++;
        }
        return new Histogram(step, low, width, Arrays.stream(counts).boxed().collect(Collectors.toList()), threshold);
    }

    int units() {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    double high() {
        return low + width * counts.size();
    }

    /** Whether most of a bin was not above the threshold. */
    boolean isCut(int bin) {
        return low + (bin + 0.5) * width <= threshold;
    }
}
