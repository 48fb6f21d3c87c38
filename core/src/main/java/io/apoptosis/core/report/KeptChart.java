package io.apoptosis.core.report;

import static io.apoptosis.core.report.ChartFrame.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The share of every layer's channels, or of its single weights, that is left, a line per criterion, in the network's order. Sun et al. 2025,
 * figure A1.
 */
final class KeptChart {
    private final Map<String, Integer> channels;
    private final List<String> layers;
    private final ChartFrame frame;
    private final Palette palette;
    private final String unit;

    /**
     * @param channels of the dense network
     * @param unit what is counted: channels or weights
     */
    KeptChart(Map<String, Integer> channels, Palette palette, String unit) {
        this.unit = unit;
        this.channels = channels;
        this.layers = new ArrayList<>(channels.keySet());
        this.frame = new ChartFrame(1, Math.max(2, layers.size()), 0);
        this.palette = palette;
    }

    String render(List<Comparison.Entry> entries) {
        int every = Math.max(1, (layers.size() + 19) / 20);
        StringBuilder out = new StringBuilder(ChartFrame.open("Share of " + unit + " left per layer"))
                .append(frame.grid("layer, in the network's order"));
        for (int layer = 0; layer < layers.size(); layer += every) {
            out.append(frame.tick(layer + 1, String.valueOf(layer + 1)));
        }
        entries.forEach(entry -> out.append(series(entry)));
        return out.append("</svg>\n").toString();
    }

    private String series(Comparison.Entry entry) {
        String kind = palette.kind(entry.criterion());
        List<String> points = new ArrayList<>();
        StringBuilder dots = new StringBuilder();
        for (int layer = 0; layer < layers.size(); layer++) {
            String name = layers.get(layer);
            double share = entry.left(name, channels.getOrDefault(name, 0));
            points.add(format("%.1f,%.1f", frame.x(layer + 1), frame.y(share)));
            dots.append(frame.dot(
                    kind,
                    layer + 1,
                    share,
                    "%s, %s: %s of its %s".formatted(entry.criterion(), name, Figures.percent(share), unit)));
        }
        return "<polyline class=\"%s\" points=\"%s\"/>\n"
                        .formatted(kind, points.stream().collect(Collectors.joining(" ")))
                + dots;
    }
}
