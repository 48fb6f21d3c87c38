package io.apoptosis.core.report;

import io.apoptosis.core.report.RunReport.Epoch;
import io.apoptosis.core.report.RunReport.Layer;
import io.apoptosis.core.report.RunReport.Measured;
import io.apoptosis.core.report.RunReport.Step;
import io.apoptosis.core.report.RunReport.Timed;
import io.apoptosis.core.report.RunReport.Times;
import io.apoptosis.core.report.RunReport.Timing;
import java.util.List;
import java.util.Map;

/** A small finished run. */
final class ReportFixture {
    static final Measured DENSE = new Measured(0.915, 0.31, 40_813_184, 269_722);
    static final Measured LAST = new Measured(0.88, 0.41, 24_400_000, 180_000);

    private ReportFixture() {}

    static RunReport named(String name) {
        return of(name, List.of(3, 32, 32), false);
    }

    /** The last step, repaired. */
    static Step repaired() {
        return new Step(2, 0.6, 0.5, 0.83, LAST, 75.2, List.of(), null);
    }

    static RunReport ofTokens() {
        return of("language", List.of(9), true);
    }

    private static RunReport of(String name, List<Integer> sampleShape, boolean tokens) {
        return new RunReport(
                name,
                DENSE,
                List.of(
                        new Step(
                                1,
                                0.8,
                                0.9,
                                null,
                                new Measured(0.9, 0.35, 32_600_000, 220_000),
                                12.5,
                                List.of(),
                                new Times(24, 0.25, 0.5, 0.25)),
                        new Step(2, 0.6, 0.83, null, LAST, 75.2, List.of(new Epoch(0.86), new Epoch(0.88)), null)),
                LAST,
                sampleShape,
                tokens,
                List.of(Histogram.of(1, new double[] {0, 0.1, 0.2, 1}, 0.1)),
                List.of(new Layer("layer1.0.conv1", 16, 9), new Layer("layer3.2.conv2", 64, 64)),
                "name: " + name + "\nseed: 7\n",
                Map.of("apoptosis", "0.1.0"),
                Map.of("model.onnx", "ab12"),
                new Timing(new Timed(3.2, 3.5), new Timed(2, 2.25), 8, 1, 30));
    }
}
