package io.apoptosis.cli.terminal;

import io.apoptosis.core.report.Figures;
import io.apoptosis.pipeline.run.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the accuracy has gone so far, in one line: {@code 91.5 % █▇▄▁▆ 82.3 %}. */
final class Sparkline {
    private static final String LEVELS = "▁▂▃▄▅▆▇█";
    private static final int LONGEST = 24;
    /** Where all are about equal, their differences are not blown up. */
    private static final double LEAST_RANGE = 0.1;

    private Sparkline() {}

    /** Empty until something can be compared. */
    static String of(RunView view) {
        List<Double> accuracies = accuracies(view);
        if (accuracies.size() < 2) {
            return "";
        }
        List<Double> last = accuracies.subList(Math.max(0, accuracies.size() - LONGEST), accuracies.size());
        return "%s %s %s"
                .formatted(
                        Figures.percent(accuracies.get(0)),
                        drawn(last),
                        Figures.percent(accuracies.get(accuracies.size() - 1)));
    }

    /** In the order in which they were measured: dense, after each pruning, repair and epoch. */
    private static List<Double> accuracies(RunView view) {
        List<Double> accuracies = new ArrayList<>();
        Stream.ofNullable(view.dense()).forEach(dense -> accuracies.add(dense.accuracy()));
        for (RunView.Step step : view.steps()) {
            Stream.ofNullable(step.accuracyAfterPruning()).forEach(accuracies::add);
            Stream.ofNullable(step.accuracyAfterRepair()).forEach(accuracies::add);
            step.epochs().forEach(epoch -> accuracies.add(epoch.accuracy()));
        }
        return accuracies;
    }

    private static String drawn(List<Double> values) {
        double high = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        double low = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double range = Math.max(LEAST_RANGE, high - low);
        return values.stream()
                .map(value -> (int) Math.round((LEVELS.length() - 1) * (1 - (high - value) / range)))
                .map(level -> LEVELS.substring(level, level + 1))
                .collect(Collectors.joining());
    }
}
