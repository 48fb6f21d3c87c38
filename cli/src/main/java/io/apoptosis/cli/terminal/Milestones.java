package io.apoptosis.cli.terminal;

import io.apoptosis.core.report.Figures;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.run.RunView;
import java.util.ArrayList;
import java.util.List;

/** The lines that stay: the dense network's figures, each finished step, pauses. Each is told once. */
final class Milestones {
    private boolean dense;
    private boolean paused;
    private int steps;

    /** What this view tells that the ones before it didn't. */
    List<String> news(RunView view) {
        List<String> lines = new ArrayList<>();
        Measurement measured = view.dense();
        if (measured != null && !dense) {
            dense = true;
            lines.add("dense network: %s, loss %s, %s MACs, %s parameters"
                    .formatted(
                            Figures.percent(measured.accuracy()),
                            Figures.decimal(measured.loss()),
                            Figures.count(measured.macs()),
                            Figures.count(measured.parameters())));
        }
        while (steps < view.steps().size() && finished(view, view.steps().get(steps))) {
            lines.add(line(view, view.steps().get(steps)));
            steps++;
        }
        if (view.state().equals("PAUSED") != paused) {
            paused = !paused;
            lines.add(paused ? "paused" : "resumed");
        }
        return lines;
    }

    private static boolean finished(RunView view, RunView.Step step) {
        boolean left = step.step() < view.steps().get(view.steps().size() - 1).step()
                || view.state().equals("EXPORTING")
                || view.state().equals("CLEANING")
                || view.state().equals("COMPLETED");
        return left && step.macs() != null && step.accuracy() != null;
    }

    private static String line(RunView view, RunView.Step step) {
        Measurement measured = view.dense();
        long macs = or(step.macs(), 0L);
        Double sparsity = step.sparsity();
        String size = sparsity == null
                ? Figures.share(macs, measured == null ? 0 : measured.macs()) + " MACs"
                : "sparsity " + Figures.decimal(sparsity);
        return "step %d/%d: %s (target %s), %s after pruning, %s at the end, %s"
                .formatted(
                        step.step(),
                        view.totalSteps(),
                        size,
                        Figures.decimal(step.targetRatio()),
                        Figures.percent(or(step.accuracyAfterPruning(), Double.NaN)),
                        Figures.percent(or(step.accuracy(), Double.NaN)),
                        Figures.duration(step.seconds()));
    }

    private static <T> T or(@org.jspecify.annotations.Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
