package io.apoptosis.cli.terminal;

import io.apoptosis.core.report.Figures;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.run.RunView;
import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Progress of many runs: a line for each that has ended and, on a terminal, one bar for all. */
public final class CampaignDisplay implements AutoCloseable {
    private static final int GRAIN = 1000;

    private final PrintStream out;
    private final boolean interactive;
    private final double[] fractions;
    private int ended;
    private @Nullable ProgressBar bar;

    /** @param runs how many there are */
    public CampaignDisplay(PrintStream out, boolean interactive, int runs) {
        this.out = out;
        this.interactive = interactive;
        this.fractions = new double[runs];
    }

    /** @param index which of the runs */
    public void show(int index, RunView view) {
        fractions[index] = view.ended() ? 1 : view.steps().size() / (view.totalSteps() + 1.0);
        if (view.ended()) {
            ended++;
            close();
            out.println("%d/%d %s".formatted(ended, fractions.length, line(view)));
        }
        if (interactive && ended < fractions.length) {
            draw();
        }
    }

    private void draw() {
        if (bar == null) {
            bar = TaskProgress.open("compare", fractions.length, "runs", GRAIN, out);
        }
        double done = 0;
        for (double fraction : fractions) {
            done += fraction;
        }
        bar.stepTo(Math.round(done * GRAIN));
    }

    private static String line(RunView view) {
        Measurement result = view.result();
        if (result != null && result.sparsity() != null) {
            return "%s: %s at a sparsity of %s"
                    .formatted(view.name(), Figures.percent(result.accuracy()), Figures.decimal(result.sparsity()));
        }
        if (result != null) {
            return "%s: %s at %s MACs"
                    .formatted(view.name(), Figures.percent(result.accuracy()), Figures.count(result.macs()));
        }
        RunView.Failure failure = view.failure();
        return failure == null
                ? "%s: cancelled (%s)".formatted(view.name(), view.id())
                : "%s: failed at %s: %s (%s)".formatted(view.name(), failure.task(), failure.cause(), view.id());
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
            out.print(BarDisplay.CLEAR_LINE);
            out.flush();
        }
    }
}
