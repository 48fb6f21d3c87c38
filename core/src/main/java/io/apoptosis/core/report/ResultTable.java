package io.apoptosis.core.report;

import io.apoptosis.core.report.RunReport.Measured;
import io.apoptosis.core.report.RunReport.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The run as a table: the dense network first, one row per pruning step, the exported network last.
 *
 * @param rows as wide as the header
 */
public record ResultTable(List<String> header, List<List<String>> rows) {
    public ResultTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /** @param result null where there is none yet: then without a last row */
    public static ResultTable of(Measured dense, List<Step> steps, @Nullable Measured result) {
        return new Layout(dense, steps.stream().map(Step::accuracyAfterRepair).anyMatch(Objects::nonNull))
                .table(steps, result);
    }

    /** Which columns there are: where single weights are pruned, MACs and parameters stay what they are. */
    private record Layout(Measured dense, boolean repaired) {
        ResultTable table(List<Step> steps, @Nullable Measured result) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(row("dense", "", "", "", dense, ""));
            for (Step step : steps) {
                rows.add(row(
                        String.valueOf(step.step()),
                        Figures.decimal(step.targetRatio()),
                        Figures.percent(step.accuracyAfterPruning()),
                        step.accuracyAfterRepair() == null ? "" : Figures.percent(step.accuracyAfterRepair()),
                        step.measured(),
                        Figures.duration(step.seconds())));
            }
            if (result != null) {
                double seconds = steps.stream().mapToDouble(Step::seconds).sum();
                rows.add(row("final", "", "", "", result, Figures.duration(seconds)));
            }
            return new ResultTable(header(), rows);
        }

        private List<String> header() {
            List<String> header = new ArrayList<>(List.of("step", "target", "after pruning"));
            if (repaired) {
                header.add("after repair");
            }
            header.addAll(List.of("accuracy", "loss"));
            header.addAll(
                    dense.sparsity() == null ? List.of("MACs (ratio)", "parameters (ratio)") : List.of("sparsity"));
            header.add("time");
            return header;
        }

        private List<String> row(
                String step, String target, String afterPruning, String afterRepair, Measured measured, String time) {
            List<String> row = new ArrayList<>(List.of(step, target, afterPruning));
            if (repaired) {
                row.add(afterRepair);
            }
            row.add(Figures.percent(measured.accuracy()));
            row.add(Figures.decimal(measured.loss()));
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
}
