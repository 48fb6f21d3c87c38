package io.apoptosis.core.report;

import static io.apoptosis.core.report.ChartFrame.format;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Accuracy against what is left, a line per criterion; whiskers of one standard deviation. Sun et al. 2025, figure 3. */
final class TradeOffChart {
    private final ChartFrame frame;
    private final String caption;
    private final ToDoubleFunction<Comparison.Entry> share;
    private final Palette palette;

    /**
     * @param caption of the lower axis
     * @param share of the dense network that an entry has left, on that axis
     */
    TradeOffChart(
            List<Comparison.Entry> entries, String caption, ToDoubleFunction<Comparison.Entry> share, Palette palette) {
        this.caption = caption;
        this.share = share;
        this.palette = palette;
        double smallest = entries.stream().mapToDouble(share).min().orElse(0);
        double least = entries.stream()
                .mapToDouble(TradeOffChart::low)
                .filter(Double::isFinite)
                .min()
                .orElse(0);
        this.frame = ChartFrame.ofShares(smallest, least);
    }

    String render(List<Comparison.Entry> entries, double denseAccuracy) {
        String lines = palette.names().stream()
                .map(name -> entries.stream()
                        .filter(entry -> entry.criterion().equals(name) && Double.isFinite(entry.accuracy()))
                        .sorted(Comparator.comparingDouble(share).reversed())
                        .toList())
                .filter(series -> !series.isEmpty())
                .map(series -> series(series, denseAccuracy))
                .collect(Collectors.joining());
        String dense = Double.isFinite(denseAccuracy)
                ? frame.dot("dense", 1, denseAccuracy, "dense: " + Figures.percent(denseAccuracy))
                : "";
        return ChartFrame.open("Accuracy against " + caption)
                + frame.grid(caption)
                + frame.tenths()
                + lines
                + dense
                + "</svg>\n";
    }

    private String series(List<Comparison.Entry> series, double denseAccuracy) {
        String kind = palette.kind(series.get(0).criterion());
        String start = Double.isFinite(denseAccuracy) ? format("%.1f,%.1f ", frame.x(1), frame.y(denseAccuracy)) : "";
        String path = series.stream()
                .map(entry -> format("%.1f,%.1f", frame.x(share.applyAsDouble(entry)), frame.y(entry.accuracy())))
                .collect(Collectors.joining(" "));
        return "<polyline class=\"%s\" points=\"%s%s\"/>\n".formatted(kind, start, path)
                + series.stream().map(entry -> point(kind, entry)).collect(Collectors.joining());
    }

    private String point(String kind, Comparison.Entry entry) {
        double left = share.applyAsDouble(entry);
        String title = format("%s: %s at %.3f", entry.criterion(), ComparisonTable.accuracy(entry), left);
        return whisker(kind, entry, left) + frame.dot(kind, left, entry.accuracy(), title);
    }

    private String whisker(String kind, Comparison.Entry entry, double left) {
        if (!Double.isFinite(entry.deviation())) {
            return "";
        }
        return format(
                "<line class=\"whisker %s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>\n",
                kind,
                frame.x(left),
                frame.x(left),
                frame.y(Math.max(frame.lowest(), low(entry))),
                frame.y(Math.min(1, entry.accuracy() + entry.deviation())));
    }

    private static double low(Comparison.Entry entry) {
        return entry.accuracy() - (Double.isFinite(entry.deviation()) ? entry.deviation() : 0);
    }
}
