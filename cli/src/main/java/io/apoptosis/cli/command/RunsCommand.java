package io.apoptosis.cli.command;

import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.cli.terminal.JsonLines;
import io.apoptosis.cli.terminal.Outcome;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.core.report.TextTable;
import io.apoptosis.pipeline.run.RunView;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at runs and steers them. */
@Command(
        name = "runs",
        description = "Lists, shows, watches and steers runs.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  apoptosis runs list --server http://localhost:8080",
            "  apoptosis runs watch RUN --out out/my-run",
            "  apoptosis runs list --json | jq -r 'select(.state == \"FAILED\").id'",
            "  apoptosis runs pause RUN",
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
        throw new ParameterException(
                spec.commandLine(), "Which one: list, show, watch, pause, resume, retry, clone, cancel or dlq?");
    }

    @Command(name = "list", description = "Lists all runs, newest first.", footer = "%nExample:  apoptosis runs list")
    int list(
            @Mixin Connection connection,
            @Option(names = "--json", description = "JSON for programs, one run a line.") boolean json) {
        try (Session session = connection.open(terminal)) {
            if (json) {
                session.client().runs().forEach(new JsonLines(terminal.out())::show);
                return ExitCode.OK;
            }
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
    int show(
            @Mixin Connection connection,
            @Parameters(paramLabel = "RUN", description = "Its id.") String id,
            @Option(names = "--json", description = "JSON for programs.") boolean json) {
        try (Session session = connection.open(terminal)) {
            RunView run = session.client().run(id);
            if (json) {
                new JsonLines(terminal.out()).show(run);
                return ExitCode.OK;
            }
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
            @Mixin Voice voice,
            @Parameters(paramLabel = "RUN", description = "Its id.") String id,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            description = "Folder for the results. Default: out/<run name>")
                    @Nullable
                    Path out) {
        try (Session session = connection.open(terminal)) {
            Following following = new Following(session.client(), terminal, voice);
            RunView end = following.toEnd(id);
            return following.conclude(end, out == null ? Path.of("out", end.name()) : out);
        }
    }

    @Command(name = "cancel", description = "Cancels a run.", footer = "%nExample:  apoptosis runs cancel RUN")
    int cancel(@Mixin Connection connection, @Parameters(paramLabel = "RUN", description = "Its id.") String id) {
        return steer(connection, client -> client.cancel(id), "the run " + id + " is being cancelled");
    }

    @Command(
            name = "pause",
            description = "Starts nothing new of a run; what is under way may still finish.",
            footer = "%nExample:  apoptosis runs pause RUN")
    int pause(@Mixin Connection connection, @Parameters(paramLabel = "RUN", description = "Its id.") String id) {
        return steer(connection, client -> client.pause(id), "the run " + id + " is being paused");
    }

    @Command(
            name = "resume",
            description = "Lets a paused or failed run go on from what it has.",
            footer = "%nExample:  apoptosis runs resume RUN")
    int resume(@Mixin Connection connection, @Parameters(paramLabel = "RUN", description = "Its id.") String id) {
        return steer(connection, client -> client.resume(id), "the run " + id + " goes on");
    }

    @Command(
            name = "retry",
            description = "Does a step of a paused, failed or completed run again, and all that follows.",
            footer = "%nExample:  apoptosis runs retry RUN --step 2")
    int retry(
            @Mixin Connection connection,
            @Parameters(paramLabel = "RUN", description = "Its id.") String id,
            @Option(
                            names = "--step",
                            paramLabel = "N",
                            description = "The first step to do again. Default: the last that has begun")
                    @Nullable
                    Integer step) {
        return steer(
                connection,
                client -> client.retry(id, step),
                "the run " + id + " does " + (step == null ? "its last step" : "step " + step) + " again");
    }

    @Command(
            name = "clone",
            description = "Submits a run's specification again, with changes.",
            footer = "%nExample:  apoptosis runs clone RUN --set name=smaller --set prune.target.macs=0.5")
    int clone(
            @Mixin Connection connection,
            @Mixin Treatment treatment,
            @Parameters(paramLabel = "RUN", description = "Its id.") String id,
            @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A change; null removes. May be repeated.")
                    @Nullable
                    List<String> changes) {
        String patch = Changes.patch(changes == null ? List.of() : changes);
        try (Session session = connection.open(terminal)) {
            RunView run = session.client().clone(id, patch, UUID.randomUUID().toString(), treatment.query());
            terminal.out().println("accepted: the run " + run.name() + " (" + run.id() + ")");
            return ExitCode.OK;
        }
    }

    private int steer(Connection connection, Consumer<GatewayClient> command, String done) {
        try (Session session = connection.open(terminal)) {
            command.accept(session.client());
            terminal.out().println("accepted: " + done);
            return ExitCode.OK;
        }
    }
}
