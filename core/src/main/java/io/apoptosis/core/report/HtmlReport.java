package io.apoptosis.core.report;

import io.apoptosis.core.report.RunReport.Timing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code report.html}: one file without references to anything else. A pure function of its {@link RunReport}. */
public final class HtmlReport {
    private HtmlReport() {}

    public static byte[] write(RunReport report) {
        return render(report).getBytes(StandardCharsets.UTF_8);
    }

    static String render(RunReport report) {
        return Html.page(
                report.name(),
                "<h1>" + Html.text(report.name()) + "</h1>\n<p class=\"summary\">" + Html.text(summary(report))
                        + "</p>\n"
                        + Html.section("Steps", steps(report))
                        + Html.section(
                                report.sparse() ? "Accuracy against weights left" : "Accuracy against MACs",
                                chart(report))
                        + tuning(report)
                        + latency(report)
                        + Html.section(
                                report.sparse() ? "Weights left per layer" : "Channels left per layer",
                                ChannelBars.render(report.layers()))
                        + importance(report)
                        + times(report)
                        + Html.section("Use the network", Recipes.loading(report))
                        + Html.section("Reproduce the run", Recipes.reproducing(report))
                        + Html.section("Files", pairs("file", "SHA-256", report.checksums()))
                        + Html.section("Versions", pairs("component", "version", report.versions())));
    }

    static String summary(RunReport report) {
        RunReport.Measured dense = report.dense();
        RunReport.Measured result = report.result();
        if (report.sparse()) {
            return "%s of the weights of convolutions and linear layers are zero; accuracy went from %s to %s. The zeros are in place, in the model's files; masks.safetensors says which they are."
                    .formatted(
                            Figures.percent(result.gone()),
                            Figures.percent(dense.accuracy()),
                            Figures.percent(result.accuracy()));
        }
        return "Pruned from %s to %s multiply-accumulates per image (%s) and from %s to %s parameters; accuracy went from %s to %s."
                .formatted(
                        Figures.count(dense.macs()),
                        Figures.count(result.macs()),
                        Figures.percent(dense.macs() == 0 ? Double.NaN : (double) result.macs() / dense.macs()),
                        Figures.count(dense.parameters()),
                        Figures.count(result.parameters()),
                        Figures.percent(dense.accuracy()),
                        Figures.percent(result.accuracy()));
    }

    private static String steps(RunReport report) {
        ResultTable table = ResultTable.of(report.dense(), report.steps(), report.result());
        return Html.table(table.header(), table.rows());
    }

    private static String chart(RunReport report) {
        return AccuracyChart.render(report)
                + "<p class=\"legend\"><span class=\"key tuned\"></span>at the end of the step "
                + "<span class=\"key pruned\"></span>right after pruning</p>\n";
    }

    private static String tuning(RunReport report) {
        String chart = TuningChart.render(report);
        return chart.isEmpty() ? "" : Html.section("Fine-tuning", chart);
    }

    private static String times(RunReport report) {
        String table = TimeTable.render(report.steps());
        return table.isEmpty() ? "" : Html.section("Where the time went", table);
    }

    private static String importance(RunReport report) {
        return report.importance().isEmpty()
                ? ""
                : Html.section("Scores and thresholds", ImportanceChart.render(report.importance()));
    }

    private static String latency(RunReport report) {
        Timing timing = report.timing();
        return timing == null ? "" : Html.section("Latency beside MACs", LatencyTable.render(report, timing));
    }

    private static String pairs(String key, String value, Map<String, String> pairs) {
        List<List<String>> rows = pairs.entrySet().stream()
                .map(entry -> List.of(entry.getKey(), entry.getValue()))
                .collect(Collectors.toList());
        return Html.table(List.of(key, value), rows);
    }
}
