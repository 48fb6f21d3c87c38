package io.apoptosis.core.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** {@code compare.html}: one file without references to anything else. A pure function of its {@link Comparison}. */
public final class ComparisonHtml {
    private final Comparison comparison;
    private final Palette palette;

    private ComparisonHtml(Comparison comparison) {
        this.comparison = comparison;
        this.palette = new Palette(distinct(comparison.entries(), Comparison.Entry::criterion));
    }

    public static byte[] write(Comparison comparison) {
        return new ComparisonHtml(comparison).render().getBytes(StandardCharsets.UTF_8);
    }

    private String render() {
        return Html.page(
                comparison.name(),
                "<h1>" + Html.text(comparison.name()) + "</h1>\n<p class=\"summary\">" + Html.text(summary()) + "</p>\n"
                        + Html.section("Findings", findings())
                        + Html.section("Results", table())
                        + treatments().stream().map(this::tradeOffs).collect(Collectors.joining())
                        + kept()
                        + Html.section(
                                "Reproduce it",
                                "<p>Save this as <code>compare.yaml</code>:</p>\n" + Html.code(comparison.spec())
                                        + Html.code("./apoptosis compare compare.yaml")));
    }

    private String summary() {
        RunReport.Measured dense = comparison.dense();
        return "The dense network has an accuracy of %s, %s multiply-accumulates per image and %s parameters."
                .formatted(
                        Figures.percent(dense.accuracy()),
                        Figures.count(dense.macs()),
                        Figures.count(dense.parameters()));
    }

    private String findings() {
        return comparison.findings().stream()
                .map(finding -> "<p>" + Html.text(finding) + "</p>\n")
                .collect(Collectors.joining());
    }

    private String table() {
        return Html.table(ComparisonTable.header(comparison), ComparisonTable.rows(comparison));
    }

    private List<String> treatments() {
        return distinct(comparison.entries(), Comparison.Entry::treatment);
    }

    private String tradeOffs(String treatment) {
        List<Comparison.Entry> entries = comparison.entries().stream()
                .filter(entry -> entry.treatment().equals(treatment))
                .toList();
        RunReport.Measured dense = comparison.dense();
        if (comparison.sparse()) {
            String weights = new TradeOffChart(entries, "weights left, share", entry -> 1 - entry.sparsity(), palette)
                    .render(entries, dense.accuracy());
            return Html.section("Accuracy against weights left; " + treatment, weights + palette.legend());
        }
        String macs = new TradeOffChart(
                        entries, "MACs, share of the dense network", entry -> entry.macs() / dense.macs(), palette)
                .render(entries, dense.accuracy());
        String parameters = new TradeOffChart(
                        entries,
                        "parameters, share of the dense network",
                        entry -> entry.parameters() / dense.parameters(),
                        palette)
                .render(entries, dense.accuracy());
        return Html.section("Accuracy against size; " + treatment, macs + parameters + palette.legend());
    }

    /** Of the smallest networks, once per repair: training changes no width and brings no weight back. */
    private String kept() {
        DoubleStream targets = comparison.entries().stream().mapToDouble(Comparison.Entry::target);
        double smallest = (comparison.sparse() ? targets.max() : targets.min()).orElse(0);
        String unit = comparison.sparse() ? "weights" : "channels";
        return distinct(comparison.entries(), Comparison.Entry::repair).stream()
                .map(repair -> Html.section(
                        "Share of %s left per layer at a target of %s; repair: %s"
                                .formatted(unit, Figures.decimal(smallest), repair),
                        new KeptChart(comparison.channels(), palette, unit).render(narrowest(repair, smallest))
                                + palette.legend()))
                .collect(Collectors.joining());
    }

    private List<Comparison.Entry> narrowest(String repair, double target) {
        List<Comparison.Entry> entries = comparison.entries().stream()
                .filter(entry -> entry.repair().equals(repair) && entry.target() == target)
                .toList();
        return entries.stream()
                .filter(entry -> entry.finetune().equals(entries.get(0).finetune()))
                .toList();
    }

    private static List<String> distinct(List<Comparison.Entry> entries, Function<Comparison.Entry, String> of) {
        return entries.stream().map(of).distinct().toList();
    }
}
