package io.apoptosis.pipeline.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes into run.json: the finished run without what only matters while it runs. */
final class RunReport {
    private RunReport() {}

    static Map<String, Object> of(Run run) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("id", run.id());
        report.put("name", run.spec().name());
        report.put("submittedAt", run.submittedAt());
        report.put("spec", run.spec());
        putIfPresent(report, "dense", run.dense());
        report.put("steps", run.steps().stream().map(RunView.Step::of).toList());
        putIfPresent(report, "final", run.lastMeasurement());
        return report;
    }

    private static void putIfPresent(Map<String, Object> report, String key, @Nullable Object value) {
        if (value != null) {
            report.put(key, value);
        }
    }
}
