package io.apoptosis.cli.terminal;

import io.apoptosis.core.report.ResultTable;
import io.apoptosis.core.report.RunReport.Measured;
import io.apoptosis.core.report.RunReport.Step;
import io.apoptosis.core.report.TextTable;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.run.RunView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run as a table: the dense network, each step, the result. Empty before the dense network is measured. */
public final class Outcome {
    private Outcome() {}

    public static String table(RunView view) {
        Measurement dense = view.dense();
        if (dense == null) {
            return "";
        }
        List<Step> steps = view.steps().stream()
                .filter(step -> step.macs() != null)
                .map(Outcome::step)
                .toList();
        Measurement result = view.result();
        ResultTable table = ResultTable.of(measured(dense), steps, result == null ? null : measured(result));
        return TextTable.of(table.header(), table.rows()).render();
    }

    private static Step step(RunView.Step step) {
        return new Step(
                step.step(),
                step.targetRatio(),
                number(step.accuracyAfterPruning()),
                step.accuracyAfterRepair(),
                new Measured(
                        number(step.accuracy()),
                        number(step.loss()),
                        count(step.macs()),
                        count(step.parameters()),
                        step.sparsity()),
                step.seconds(),
                List.of(),
                null);
    }

    private static Measured measured(Measurement measurement) {
        return new Measured(
                measurement.accuracy(),
                measurement.loss(),
                measurement.macs(),
                measurement.parameters(),
                measurement.sparsity());
    }

    private static double number(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static long count(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
