package io.apoptosis.cli.command;

import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.terminal.Outcome;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.core.report.TextTable;
import io.apoptosis.pipeline.run.RunView;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at runs and cancels them. */
@Command(
        name = "runs",
        description = "Lists, shows, watches and cancels runs.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  apoptosis runs list --server http://localhost:8080",
            "  apoptosis runs watch RUN --out out/my-run",
            "  apoptosis runs cancel RUN"
        })
public final class RunsCommand implements Runnable {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    public RunsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one: list, show, watch or cancel?");
    }

    @Command(name = "list", description = "Lists all runs, newest first.", footer = "%nExample:  apoptosis runs list")
    int list(@Mixin Connection connection) {
        try (Session session = connection.open(terminal)) {
            TextTable table = TextTable.header("run", "name", "state", "step", "submitted");
            for (RunView run : session.client().runs()) {
                table.row(
                        run.id(),
                        run.name(),
                        run.state(),
                        run.steps().size() + "/" + run.totalSteps(),
                        run.submittedAt().truncatedTo(ChronoUnit.SECONDS).toString());
            }
            terminal.out().print(table.render());
            return ExitCode.OK;
        }
    }

    @Command(name = "show", description = "Shows a run as it is now.", footer = "%nExample:  apoptosis runs show RUN")
    int show(@Mixin Connection connection, @Parameters(paramLabel = "RUN", description = "Its id.") String id) {
        try (Session session = connection.open(terminal)) {
            RunView run = session.client().run(id);
            terminal.out().println(run.name() + " (" + run.id() + "): " + run.state());
            terminal.out().print(Outcome.table(run));
            RunView.Failure failure = run.failure();
            if (failure != null) {
                terminal.out().println("failed at " + failure.task() + ": " + failure.cause());
                terminal.out().println(failure.nextAction());
            }
            return ExitCode.OK;
        }
    }

    @Command(
            name = "watch",
            description = "Follows a run to its end and fetches its results. Ctrl-C ends the watch, not the run.",
            footer = "%nExample:  apoptosis runs watch RUN --out out/my-run")
    int watch(
            @Mixin Connection connection,
            @Parameters(paramLabel = "RUN", description = "Its id.") String id,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            description = "Folder for the results. Default: out/<run name>")
                    @Nullable
                    Path out) {
        try (Session session = connection.open(terminal)) {
            Following following = new Following(session.client(), terminal);
            RunView end = following.toEnd(id);
            return following.conclude(end, out == null ? Path.of("out", end.name()) : out);
        }
    }

    @Command(name = "cancel", description = "Cancels a run.", footer = "%nExample:  apoptosis runs cancel RUN")
    int cancel(@Mixin Connection connection, @Parameters(paramLabel = "RUN", description = "Its id.") String id) {
        try (Session session = connection.open(terminal)) {
            session.client().cancel(id);
            terminal.out().println("accepted: the run " + id + " is being cancelled");
            return ExitCode.OK;
        }
    }
}
