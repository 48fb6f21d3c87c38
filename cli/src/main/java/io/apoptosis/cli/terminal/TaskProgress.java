package io.apoptosis.cli.terminal;

import io.apoptosis.cli.client.Interrupted;
import io.apoptosis.core.Progress;
import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress of work in this process; stops it where the user has pressed Ctrl-C. Silent where there is no terminal. */
public final class TaskProgress implements Progress, AutoCloseable {
    private final String name;
    private final Terminal terminal;
    private @Nullable ProgressBar bar;

    public TaskProgress(String name, Terminal terminal) {
        this.name = name;
        this.terminal = terminal;
    }

    @Override
    public void advance(int done, int total, String unit) {
        if (Thread.interrupted()) {
            throw new Interrupted();
        }
        if (terminal.interactive()) {
            if (bar == null || bar.getCurrent() > done) {
                close();
                bar = open(name, total, unit, 1, terminal.err());
            }
            bar.stepTo(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    /** @param grain how many ticks of the bar make one unit */
    static ProgressBar open(String name, int total, String unit, int grain, PrintStream out) {
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax((long) total * grain)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(500)
                .setConsumer(new Vanishing(out))
                .clearDisplayOnFinish();
        // "0/1 tasks" and its rate would say nothing that the percentage doesn't.
        return total == 1
                ? builder.setUnit(" %", Math.max(1, grain / 100)).build()
                : builder.setUnit(" " + unit, grain).showSpeed(rate()).build();
    }

    private static DecimalFormat rate() {
        return new DecimalFormat("0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    /** Leaves the cursor at the beginning of the cleared line, where the library would start a new one. */
    private static final class Vanishing extends ConsoleProgressBarConsumer {
        private final PrintStream out;

        Vanishing(PrintStream out) {
            super(out);
            this.out = out;
        }

        @Override
        public void close() {
            out.print('\r');
            out.flush();
        }
    }
}
