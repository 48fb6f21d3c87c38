package io.apoptosis.cli.terminal;

import io.apoptosis.pipeline.run.RunView;
import java.io.PrintStream;
import java.time.Clock;

/** Shows a run as it goes. Closing removes what is only true while it runs. */
public interface RunDisplay extends AutoCloseable {
    void show(RunView view);

    @Override
    void close();

    /** Bars where {@code out} is a terminal, else lines. */
    static RunDisplay on(PrintStream out, boolean terminal) {
        return terminal ? new BarDisplay(out) : new LineDisplay(out, Clock.systemUTC());
    }
}
