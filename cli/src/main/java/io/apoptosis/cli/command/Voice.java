package io.apoptosis.cli.command;

import io.apoptosis.cli.terminal.JsonLines;
import io.apoptosis.cli.terminal.RunDisplay;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.pipeline.run.RunView;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** What a command that follows a run says on its way: to people, to programs, or nothing. What goes wrong is always said. */
final class Voice {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @Option(
            names = "--json",
            description = "JSON on standard output instead of tables: the run at every change, one object a line.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Neither progress nor tables; the exit code tells how it went.")
    private boolean quiet;

    RunDisplay display(Terminal terminal) {
        if (json) {
            return new JsonLines(terminal.out());
        }
        return quiet ? new Silence() : RunDisplay.on(terminal.err(), terminal.interactive());
    }

    /** For what came out. */
    PrintStream results(Terminal terminal) {
        return json || quiet ? NOWHERE : terminal.out();
    }

    /** For what is good to know on the way. */
    PrintStream remarks(Terminal terminal) {
        return quiet ? NOWHERE : terminal.err();
    }

    private record Silence() implements RunDisplay {
        @Override
        public void show(RunView view) {}

        @Override
        public void close() {}
    }
}
