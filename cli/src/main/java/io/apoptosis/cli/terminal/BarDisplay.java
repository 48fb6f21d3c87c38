package io.apoptosis.cli.terminal;

import io.apoptosis.pipeline.run.RunView;
import java.io.PrintStream;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Progress on a terminal: one bar for the stage the run is in, with its rate and the time left; finished steps, and how the accuracy has gone, scroll away above it. */
final class BarDisplay implements RunDisplay {
    /** A task under way moves the bar by thousandths. */
    private static final int GRAIN = 1000;
    /** Back to the first column, and everything behind it erased. */
    static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final Milestones milestones = new Milestones();
    private String stage = "";
    private @Nullable ProgressBar bar;

    BarDisplay(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(RunView view) {
        List<String> news = milestones.news(view);
        Position now = Position.of(view);
        if (!news.isEmpty() || !now.stage().equals(stage) || view.ended()) {
            close();
            news.forEach(out::println);
            // In a line of its own: with 80 columns there is no room beside the bar.
            String chart = Sparkline.of(view);
            if (!news.isEmpty() && !chart.isEmpty()) {
                out.println("accuracy: " + chart);
            }
            stage = now.stage();
        }
        if (!view.ended() && now.total() > 0) {
            if (bar == null) {
                bar = TaskProgress.open(now.stage(), now.total(), now.unit(), GRAIN, out);
            }
            bar.maxHint((long) now.total() * GRAIN);
            bar.stepTo(Math.round(now.fraction() * now.total() * GRAIN));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
            // The library's own clearing can be overtaken by its timer's last refresh.
            out.print(CLEAR_LINE);
            out.flush();
        }
    }
}
