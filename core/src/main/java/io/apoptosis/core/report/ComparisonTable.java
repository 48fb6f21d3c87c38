package io.apoptosis.core.report;

import java.util.List;

/** A comparison as rows, one per way to prune; the best criterion of each group is marked. */
public final class ComparisonTable {
    public static final List<String> HEADER = List.of(
            "criterion",
            "target",
            "repair",
            "fine-tuning",
            "accuracy",
            "runs",
            "MACs (ratio)",
            "parameters (ratio)",
            "rank");

    private ComparisonTable() {}

    public static List<List<String>> rows(Comparison comparison) {
        return comparison.entries().stream()
                .map(entry -> row(entry, comparison.dense()))
                .toList();
    }

    private static List<String> row(Comparison.Entry entry, RunReport.Measured dense) {
        return List.of(
                entry.criterion(),
                Figures.decimal(entry.target()),
                entry.repair(),
                entry.finetune(),
                accuracy(entry),
                String.valueOf(entry.runs()),
                Figures.share(Math.round(entry.macs()), dense.macs()),
                Figures.share(Math.round(entry.parameters()), dense.parameters()),
                entry.rank() == 1 ? "1 ★" : String.valueOf(entry.rank()));
    }

    /** {@code 88.6 ± 0.4 %}; a single run has no spread. */
    static String accuracy(Comparison.Entry entry) {
        return Double.isFinite(entry.deviation())
                ? ChartFrame.format("%.1f ± %.1f %%", 100 * entry.accuracy(), 100 * entry.deviation())
                : Figures.percent(entry.accuracy());
    }
}
