package io.apoptosis.core.report;

import static io.apoptosis.core.report.ChartFrame.format;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A histogram of each step's scores, all groups together, with the threshold. Inline SVG. */
final class ImportanceChart {
    private final Histogram histogram;
    private final ChartFrame frame;
    private final int most;

    private ImportanceChart(Histogram histogram) {
        this.histogram = histogram;
        this.frame = new ChartFrame(histogram.low(), histogram.high(), 0);
        this.most = Collections.max(histogram.counts());
    }

    static String render(List<Histogram> histograms) {
        return histograms.stream()
                        .filter(histogram -> histogram.units() > 0)
                        .map(histogram -> new ImportanceChart(histogram).svg())
                        .collect(Collectors.joining("", "<div class=\"pairs\">\n", "</div>\n"))
                + "<p class=\"legend\"><span class=\"key pruned\"></span>not above the threshold "
                + "<span class=\"key tuned\"></span>above it</p>\n";
    }

    private String svg() {
        String caption = format("step %d: %d units by score after normalization", histogram.step(), histogram.units());
        StringBuilder out = new StringBuilder(ChartFrame.open(caption)).append(frame.caption(caption));
        for (int bin = 0; bin < histogram.counts().size(); bin++) {
            out.append(bar(bin));
        }
        double threshold = histogram.threshold();
        if (threshold >= histogram.low() && threshold <= histogram.high()) {
            out.append(format(
                    "<line class=\"threshold\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>\n",
                    frame.x(threshold), frame.x(threshold), frame.y(1), frame.y(0)));
            out.append(frame.tick(threshold, format("threshold %.3g", threshold)));
        }
        return out.append("</svg>\n").toString();
    }

    private String bar(int bin) {
        int units = histogram.counts().get(bin);
        double from = histogram.low() + bin * histogram.width();
        double share = (double) units / most;
        return format(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s</title></rect>\n",
                histogram.isCut(bin) ? "pruned" : "tuned",
                frame.x(from),
                frame.y(share),
                0.9 * (frame.x(from + histogram.width()) - frame.x(from)),
                frame.y(0) - frame.y(share),
                format("%d units from %.3g to %.3g", units, from, from + histogram.width()));
    }
}
