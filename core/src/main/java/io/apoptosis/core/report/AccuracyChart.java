package io.apoptosis.core.report;

import static io.apoptosis.core.report.ChartFrame.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Accuracy against the share of the dense network's multiply-accumulates, or of its single weights where those are pruned, as inline SVG; the accuracy before fine-tuning dashed. */
final class AccuracyChart {
    private record Point(double ratio, double accuracy, String label) {}

    private final ChartFrame frame;
    private final String cost;

    private AccuracyChart(ChartFrame frame, String cost) {
        this.frame = frame;
        this.cost = cost;
    }

    static String render(RunReport report) {
        List<Point> tuned = new ArrayList<>();
        List<Point> pruned = new ArrayList<>();
        tuned.add(new Point(1, report.dense().accuracy(), "dense"));
        for (RunReport.Step step : report.steps()) {
            double ratio = report.sparse()
                    ? 1 - step.measured().gone()
                    : (double) step.measured().macs()
                            / Math.max(1, report.dense().macs());
            tuned.add(new Point(ratio, step.measured().accuracy(), "step " + step.step()));
            pruned.add(new Point(ratio, step.accuracyAfterPruning(), "step " + step.step() + " after pruning"));
        }
        double least = Stream.concat(tuned.stream(), pruned.stream())
                .mapToDouble(Point::accuracy)
                .filter(Double::isFinite)
                .min()
                .orElse(0);
        double smallest = tuned.stream().mapToDouble(Point::ratio).min().orElse(0);
        String cost = report.sparse() ? "weights" : "MACs";
        return new AccuracyChart(ChartFrame.ofShares(smallest, least), cost).svg(tuned, pruned);
    }

    private String svg(List<Point> tuned, List<Point> pruned) {
        return ChartFrame.open("Accuracy against " + cost)
                + frame.grid(cost + ", share of the dense network")
                + frame.tenths()
                + line("pruned", pruned)
                + line("tuned", tuned)
                + dots("pruned", pruned)
                + dots("tuned", tuned)
                + "</svg>\n";
    }

    private String line(String kind, List<Point> points) {
        String path = points.stream()
                .filter(point -> Double.isFinite(point.accuracy()))
                .map(point -> format("%.1f,%.1f", frame.x(point.ratio()), frame.y(point.accuracy())))
                .collect(Collectors.joining(" "));
        return "<polyline class=\"" + kind + "\" points=\"" + path + "\"/>\n";
    }

    private String dots(String kind, List<Point> points) {
        return points.stream()
                .filter(point -> Double.isFinite(point.accuracy()))
                .map(point -> frame.dot(
                        kind,
                        point.ratio(),
                        point.accuracy(),
                        format(
                                "%s: %s at %.3f of the %s",
                                point.label(), Figures.percent(point.accuracy()), point.ratio(), cost)))
                .collect(Collectors.joining());
    }
}
