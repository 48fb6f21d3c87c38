package io.apoptosis.core.report;

import io.apoptosis.core.report.RunReport.Measured;
import io.apoptosis.core.report.RunReport.Timed;
import io.apoptosis.core.report.RunReport.Timing;
import java.util.List;

/** What pruning has saved: MACs as counted, and time as measured. */
final class LatencyTable {
    private static final List<String> HEADER =
            List.of("network", "MACs", "fewer MACs", "median ms", "p95 ms", "speed-up");

    private LatencyTable() {}

    static String render(RunReport report, Timing timing) {
        return Html.table(
                        HEADER,
                        List.of(
                                row("dense", report.dense(), timing.dense(), report.dense(), timing.dense()),
                                row("final", report.result(), timing.result(), report.dense(), timing.dense())))
                + "<p>" + Html.text(how(timing)) + "</p>\n";
    }

    private static List<String> row(String name, Measured measured, Timed timed, Measured dense, Timed whole) {
        return List.of(
                name,
                Figures.count(measured.macs()),
                times((double) dense.macs() / Math.max(1, measured.macs())),
                Figures.decimal(timed.median()),
                Figures.decimal(timed.p95()),
                times(whole.median() / timed.median()));
    }

    private static String times(double factor) {
        return Figures.decimal(factor) + "x";
    }

    private static String how(Timing timing) {
        return "ONNX Runtime on the pruner's CPU, a batch of %d on %d thread(s), %d rounds of both networks in turn."
                .formatted(timing.batch(), timing.threads(), timing.rounds());
    }
}
