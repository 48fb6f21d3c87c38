package io.apoptosis.core.report;

import io.apoptosis.core.report.RunReport.Step;
import io.apoptosis.core.report.RunReport.Times;
import java.util.ArrayList;
import java.util.List;

/** Where the time of the workers went, step by step, and what share of it that is. */
final class TimeTable {
    private static final List<String> HEADER =
            List.of("step", "took", "workers' time", "tensors", "store", "other work", "waiting");

    private TimeTable() {}

    /** Empty where nobody kept count. */
    static String render(List<Step> steps) {
        List<List<String>> rows = new ArrayList<>();
        for (Step step : steps) {
            Times times = step.times();
            if (times != null) {
                rows.add(row(step, times));
            }
        }
        return rows.isEmpty()
                ? ""
                : Html.table(HEADER, rows)
                        + "<p>Tensors: passes over batches. Store: requests to it. Other work: adding up scores, selection, surgery. "
                        + "Waiting: from one task to the next.</p>\n";
    }

    private static List<String> row(Step step, Times times) {
        double sum = times.sum();
        return List.of(
                String.valueOf(step.step()),
                Figures.duration(step.seconds()),
                Figures.duration(sum),
                part(times.tensors(), sum),
                part(times.store(), sum),
                part(times.other(), sum),
                part(times.waiting(), sum));
    }

    private static String part(double seconds, double sum) {
        return Figures.duration(seconds) + " (" + Figures.percent(seconds / sum) + ")";
    }
}
