package io.apoptosis.core.report;

import io.apoptosis.core.report.Comparison.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A comparison of two criteria at two targets, one of them with a spread. */
final class ComparisonFixture {
    private ComparisonFixture() {}

    static Comparison named(String name) {
        Map<String, Integer> channels = new LinkedHashMap<>();
        channels.put("conv1", 16);
        channels.put("conv2", 32);
        channels.put("fc", 10);
        return new Comparison(
                name,
                new RunReport.Measured(0.928, 0.3, 1_000_000, 100_000),
                channels,
                List.of(
                        entry("gate", 0.5, 0.883, 0.004, 1),
                        entry("weight", 0.5, 0.215, Double.NaN, 2),
                        entry("gate", 0.3, 0.477, 0.01, 1),
                        entry("weight", 0.3, 0.112, Double.NaN, 2)),
                List.of("gate is first"),
                "criteria: [gate, weight]\n");
    }

    static Entry entry(String criterion, double target, double accuracy, double deviation, int rank) {
        return new Entry(
                criterion,
                target,
                "none",
                "2 epochs",
                3,
                accuracy,
                deviation,
                target * 1_000_000,
                target * 100_000,
                Double.NaN,
                rank,
                Map.of("conv1", 4.0, "conv2", 16.0),
                Map.of());
    }

    /** Of single weights: {@code fc} is left alone. */
    static Comparison sparse() {
        Comparison channels = named("s");
        return new Comparison(
                "s",
                channels.dense(),
                channels.channels(),
                List.of(sparseEntry("weight", 0.5), sparseEntry("weight", 0.9), sparseEntry("chita", 0.9)),
                List.of(),
                "");
    }

    private static Entry sparseEntry(String criterion, double sparsity) {
        return new Entry(
                criterion,
                sparsity,
                "none",
                "none",
                1,
                0.5,
                Double.NaN,
                1_000_000,
                100_000,
                sparsity,
                1,
                Map.of(),
                Map.of("conv1", sparsity / 2, "conv2", sparsity));
    }
}
