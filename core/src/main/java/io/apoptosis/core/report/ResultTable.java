package io.apoptosis.core.report;

import io.apoptosis.core.report.RunReport.Measured;
import io.apoptosis.core.report.RunReport.Step;
import java.util.ArrayList;
import java.util.List;

/** The run as rows: the dense network first, one row per pruning step, the exported network last. */
public final class ResultTable {
    public static final List<String> HEADER = List.of(
            "step", "target", "after pruning", "accuracy", "loss", "MACs (ratio)", "parameters (ratio)", "time");

    private static final List<String> SPARSE =
            List.of("step", "target", "after pruning", "accuracy", "loss", "sparsity", "time");

    private ResultTable() {}

    /** Where single weights are pruned, MACs and parameters stay what they are. */
    public static List<String> header(Measured dense) {
        return dense.sparsity() == null ? HEADER : SPARSE;
    }

    public static List<List<String>> rows(Measured dense, List<Step> steps, Measured result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("dense", "", "", dense, dense, ""));
        for (Step step : steps) {
            rows.add(row(
                    String.valueOf(step.step()),
                    Figures.decimal(step.targetRatio()),
                    Figures.percent(step.accuracyAfterPruning()),
                    step.measured(),
                    dense,
                    Figures.duration(step.seconds())));
        }
        double seconds = steps.stream().mapToDouble(Step::seconds).sum();
        rows.add(row("final", "", "", result, dense, Figures.duration(seconds)));
        return rows;
    }

    private static List<String> row(
            String step, String target, String afterPruning, Measured measured, Measured dense, String time) {
        List<String> row = new ArrayList<>(List.of(
                step, target, afterPruning, Figures.percent(measured.accuracy()), Figures.decimal(measured.loss())));
        if (dense.sparsity() == null) {
            row.add(Figures.share(measured.macs(), dense.macs()));
            row.add(Figures.share(measured.parameters(), dense.parameters()));
        } else {
            row.add(Figures.decimal(measured.gone()));
        }
        row.add(time);
        return row;
    }
}
