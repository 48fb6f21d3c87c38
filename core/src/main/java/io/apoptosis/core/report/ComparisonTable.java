package io.apoptosis.core.report;

import java.util.ArrayList;
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

    private static final List<String> SPARSE =
            List.of("criterion", "target", "repair", "fine-tuning", "accuracy", "runs", "sparsity", "rank");

    private ComparisonTable() {}

    /** Where single weights are pruned, MACs and parameters stay what they are. */
    public static List<String> header(Comparison comparison) {
        return comparison.sparse() ? SPARSE : HEADER;
    }

    public static List<List<String>> rows(Comparison comparison) {
        return comparison.entries().stream()
                .map(entry -> row(entry, comparison.dense()))
                .toList();
    }

    private static List<String> row(Comparison.Entry entry, RunReport.Measured dense) {
        List<String> row = new ArrayList<>(List.of(
                entry.criterion(),
                Figures.decimal(entry.target()),
                entry.repair(),
                entry.finetune(),
                accuracy(entry),
                String.valueOf(entry.runs())));
        if (entry.sparse()) {
            row.add(Figures.decimal(entry.sparsity()));
        } else {
            row.add(Figures.share(Math.round(entry.macs()), dense.macs()));
            row.add(Figures.share(Math.round(entry.parameters()), dense.parameters()));
        }
        row.add(entry.rank() == 1 ? "1 ★" : String.valueOf(entry.rank()));
        return row;
    }

    /** {@code 88.6 ± 0.4 %}; a single run has no spread. */
    static String accuracy(Comparison.Entry entry) {
        return Double.isFinite(entry.deviation())
                ? ChartFrame.format("%.1f ± %.1f %%", 100 * entry.accuracy(), 100 * entry.deviation())
                : Figures.percent(entry.accuracy());
    }
}
