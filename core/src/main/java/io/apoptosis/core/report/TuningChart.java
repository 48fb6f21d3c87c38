package io.apoptosis.core.report;

import static io.apoptosis.core.report.ChartFrame.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Accuracy on the test set epoch by epoch: for each step that is trained a line, which begins right after pruning or, where there is one, repair. Inline SVG. */
final class TuningChart {
    /** @param epoch counted through the whole run */
    private record Point(int epoch, double accuracy, String label) {}

    private final ChartFrame frame;

    private TuningChart(ChartFrame frame) {
        this.frame = frame;
    }

    /** Empty where nothing was trained. */
    static String render(RunReport report) {
        List<List<Point>> lines = lines(report);
        if (lines.isEmpty()) {
            return "";
        }
        int last = lines.stream().mapToInt(line -> line.size() - 1).sum();
        double least = lines.stream()
                .flatMap(List::stream)
                .mapToDouble(Point::accuracy)
                .filter(Double::isFinite)
                .min()
                .orElse(0);
        return new TuningChart(
                        new ChartFrame(0, last, ChartFrame.ofShares(1, least).lowest()))
                .svg(lines, last);
    }

    private static List<List<Point>> lines(RunReport report) {
        List<List<Point>> lines = new ArrayList<>();
        int epoch = 0;
        for (RunReport.Step step : report.steps()) {
            if (step.epochs().isEmpty()) {
                continue;
            }
            List<Point> line = new ArrayList<>();
            line.add(beginning(epoch, step));
            for (int i = 0; i < step.epochs().size(); i++) {
                epoch++;
                line.add(new Point(
                        epoch, step.epochs().get(i).accuracy(), "step %d, epoch %d".formatted(step.step(), i + 1)));
            }
            lines.add(line);
        }
        return lines;
    }

    private static Point beginning(int epoch, RunReport.Step step) {
        Double repaired = step.accuracyAfterRepair();
        return repaired == null
                ? new Point(epoch, step.accuracyAfterPruning(), "step " + step.step() + " after pruning")
                : new Point(epoch, repaired, "step " + step.step() + " after repair");
    }

    private String svg(List<List<Point>> lines, int last) {
        StringBuilder ticks = new StringBuilder();
        int apart = Math.max(1, (last + 9) / 10);
        for (int epoch = 0; epoch <= last; epoch += apart) {
            ticks.append(frame.tick(epoch, String.valueOf(epoch)));
        }
        return ChartFrame.open("Accuracy by epoch")
                + frame.grid("epochs of fine-tuning, all steps")
                + ticks
                + lines.stream().map(this::line).collect(Collectors.joining())
                + "</svg>\n<p class=\"legend\"><span class=\"key tuned\"></span>after each epoch "
                + "<span class=\"key pruned\"></span>before training</p>\n";
    }

    private String line(List<Point> points) {
        List<Point> finite = points.stream()
                .filter(point -> Double.isFinite(point.accuracy()))
                .toList();
        String path = finite.stream()
                .map(point -> format("%.1f,%.1f", frame.x(point.epoch()), frame.y(point.accuracy())))
                .collect(Collectors.joining(" "));
        return "<polyline class=\"tuned\" points=\"" + path + "\"/>\n"
                + finite.stream().map(point -> dot(point, points.get(0))).collect(Collectors.joining());
    }

    private String dot(Point point, Point first) {
        return frame.dot(
                point.equals(first) ? "pruned" : "tuned",
                point.epoch(),
                point.accuracy(),
                point.label() + ": " + Figures.percent(point.accuracy()));
    }
}
