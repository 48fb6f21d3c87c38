package io.apoptosis.core.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Accuracy against the share of the dense network's multiply-accumulates, as inline SVG; the accuracy before fine-tuning dashed. */
final class AccuracyChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 300;
    private static final int LEFT = 56;
    private static final int RIGHT = 16;
    private static final int TOP = 14;
    private static final int BOTTOM = 44;

    private record Point(double ratio, double accuracy, String label) {}

    private final double lowest;
    private final int smallestTenth;

    private AccuracyChart(double lowest, int smallestTenth) {
        this.lowest = lowest;
        this.smallestTenth = smallestTenth;
    }

    static String render(RunReport report) {
        List<Point> tuned = new ArrayList<>();
        List<Point> pruned = new ArrayList<>();
        tuned.add(new Point(1, report.dense().accuracy(), "dense"));
        for (RunReport.Step step : report.steps()) {
            double ratio =
                    (double) step.measured().macs() / Math.max(1, report.dense().macs());
            tuned.add(new Point(ratio, step.measured().accuracy(), "step " + step.step()));
            pruned.add(new Point(ratio, step.accuracyAfterPruning(), "step " + step.step() + " after pruning"));
        }
        double least = Stream.concat(tuned.stream(), pruned.stream())
                .mapToDouble(Point::accuracy)
                .filter(Double::isFinite)
                .min()
                .orElse(0);
        double smallest = tuned.stream().mapToDouble(Point::ratio).min().orElse(0);
        return new AccuracyChart(Math.max(0, Math.floor(least * 10 - 0.2) / 10), tenthBelow(smallest))
                .svg(tuned, pruned);
    }

    private String svg(List<Point> tuned, List<Point> pruned) {
        return "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Accuracy against MACs\">\n"
                        .formatted(WIDTH, HEIGHT)
                + grid()
                + line("pruned", pruned)
                + line("tuned", tuned)
                + dots("pruned", pruned)
                + dots("tuned", tuned)
                + "</svg>\n";
    }

    private String grid() {
        StringBuilder out = new StringBuilder();
        for (int tick = 0; tick <= 4; tick++) {
            double accuracy = lowest + (1 - lowest) * tick / 4;
            out.append(format(
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                            + "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f %%</text>\n",
                    LEFT, WIDTH - RIGHT, y(accuracy), y(accuracy), LEFT - 6, y(accuracy) + 4, 100 * accuracy));
        }
        for (int tenth = smallestTenth; tenth <= 10; tenth++) {
            out.append(format(
                    "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text>\n",
                    x(tenth / 10.0), HEIGHT - BOTTOM + 18, tenth / 10.0));
        }
        return out
                + format(
                        "<text class=\"tick\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">MACs, share of the dense network</text>\n",
                        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8);
    }

    private String line(String kind, List<Point> points) {
        String path = points.stream()
                .filter(point -> Double.isFinite(point.accuracy()))
                .map(point -> format("%.1f,%.1f", x(point.ratio()), y(point.accuracy())))
                .collect(Collectors.joining(" "));
        return "<polyline class=\"" + kind + "\" points=\"" + path + "\"/>\n";
    }

    private String dots(String kind, List<Point> points) {
        return points.stream()
                .filter(point -> Double.isFinite(point.accuracy()))
                .map(point -> format(
                        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s: %s at %.3f of the MACs</title></circle>\n",
                        kind,
                        x(point.ratio()),
                        y(point.accuracy()),
                        Html.text(point.label()),
                        Figures.percent(point.accuracy()),
                        point.ratio()))
                .collect(Collectors.joining());
    }

    /** The axis ends a little below the smallest network, so that steps lie apart. */
    private static int tenthBelow(double ratio) {
        return Math.max(0, Math.min(9, (int) Math.floor(10 * ratio - 0.2)));
    }

    private double x(double ratio) {
        double smallest = smallestTenth / 10.0;
        return LEFT + Math.max(0, Math.min(1, (ratio - smallest) / (1 - smallest))) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double accuracy) {
        return TOP + (1 - accuracy) / (1 - lowest) * (HEIGHT - TOP - BOTTOM);
    }

    private static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }
}
