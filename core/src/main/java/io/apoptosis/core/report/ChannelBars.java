package io.apoptosis.core.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One bar per layer: the channels that are left, on the channels there were. */
final class ChannelBars {
    private ChannelBars() {}

    static String render(List<RunReport.Layer> layers) {
        return "<div class=\"bars\">\n" + layers.stream().map(ChannelBars::bar).collect(Collectors.joining())
                + "</div>\n";
    }

    private static String bar(RunReport.Layer layer) {
        double share = layer.before() <= 0 ? 0 : Math.max(0, Math.min(1, (double) layer.after() / layer.before()));
        return String.format(
                Locale.ROOT,
                "<span class=\"layer\">%s</span><span class=\"track\"><span class=\"left\" style=\"width:%.1f%%\"></span></span>"
                        + "<span class=\"figure\">%d of %d</span>\n",
                Html.text(layer.name()),
                100 * share,
                layer.after(),
                layer.before());
    }
}
