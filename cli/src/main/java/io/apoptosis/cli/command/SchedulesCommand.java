package io.apoptosis.cli.command;

import io.apoptosis.cli.BadInput;
import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.client.Schedules;
import io.apoptosis.cli.client.Uploads;
import io.apoptosis.cli.local.ScheduleFile;
import io.apoptosis.cli.terminal.JsonLines;
import io.apoptosis.cli.terminal.ScheduleTable;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.pipeline.schedule.RunSchedule;
import io.apoptosis.pipeline.spec.ScheduleSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs that start by themselves. */
@Command(
        name = "schedules",
        description = "Runs that start when a checkpoint arrives in the bucket, or at set times.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  apoptosis schedules create examples/schedules/resnet20-checkpoints.yaml --server http://localhost:8080",
            "  apoptosis schedules list",
            "  apoptosis schedules run resnet20-checkpoints --file examples/weights/resnet20-cifar10.th",
            "  apoptosis schedules pause resnet20-checkpoints"
        })
public final class SchedulesCommand implements Runnable {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    public SchedulesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Which one: list, show, create, pause, resume, delete or run?");
    }

    @Command(name = "list", description = "Lists all schedules.", footer = "%nExample:  apoptosis schedules list")
    int list(
            @Mixin Connection connection,
            @Option(names = "--json", description = "JSON for programs, one schedule a line.") boolean json) {
        try (Session session = connection.open(terminal)) {
            List<RunSchedule> schedules = new Schedules(session.client()).all();
            if (json) {
                schedules.forEach(new JsonLines(terminal.out())::line);
            } else {
                terminal.out().print(ScheduleTable.of(schedules));
            }
            return ExitCode.OK;
        }
    }

    @Command(
            name = "show",
            description = "Shows a schedule as it is now, with what came of its last firing.",
            footer = "%nExample:  apoptosis schedules show NAME")
    int show(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NAME", description = "Its name.") String name,
            @Option(names = "--json", description = "JSON for programs.") boolean json) {
        return tell(connection, json, schedules -> schedules.get(name));
    }

    @Command(
            name = "create",
            description = "Saves a schedule; files that it names are uploaded.",
            footer = "%nExample:  apoptosis schedules create examples/schedules/resnet20-nightly.yaml --keep final")
    int create(
            @Mixin Connection connection,
            @Mixin Treatment treatment,
            @Parameters(paramLabel = "FILE", description = "The schedule, YAML or JSON.") Path file,
            @Option(names = "--replace", description = "In place of the one of this name, if there is one.")
                    boolean replace,
            @Option(names = "--json", description = "JSON for programs.") boolean json) {
        ScheduleSpec local = ScheduleFile.read(file);
        try (Session session = connection.open(terminal)) {
            Uploads uploads = Uploads.telling(session.client(), terminal.err()::println);
            ScheduleSpec schedule = local.located(uploads::uploaded);
            Schedules schedules = new Schedules(session.client());
            show(
                    replace
                            ? schedules.replace(schedule, treatment.query())
                            : schedules.create(schedule, treatment.query()),
                    json);
            return ExitCode.OK;
        }
    }

    @Command(
            name = "pause",
            description = "Lets it fire no more by itself. What arrives meanwhile is gone.",
            footer = "%nExample:  apoptosis schedules pause NAME")
    int pause(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NAME", description = "Its name.") String name,
            @Option(names = "--json", description = "JSON for programs.") boolean json) {
        return tell(connection, json, schedules -> schedules.pause(name));
    }

    @Command(
            name = "resume",
            description = "Lets a paused schedule fire again.",
            footer = "%nExample:  apoptosis schedules resume NAME")
    int resume(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NAME", description = "Its name.") String name,
            @Option(names = "--json", description = "JSON for programs.") boolean json) {
        return tell(connection, json, schedules -> schedules.resume(name));
    }

    @Command(
            name = "delete",
            description = "Deletes a schedule. Its runs stay.",
            footer = "%nExample:  apoptosis schedules delete NAME")
    int delete(@Mixin Connection connection, @Parameters(paramLabel = "NAME", description = "Its name.") String name) {
        try (Session session = connection.open(terminal)) {
            new Schedules(session.client()).delete(name);
            terminal.out().println("deleted: the schedule " + name);
            return ExitCode.OK;
        }
    }

    @Command(
            name = "run",
            description = "Fires a schedule now, paused or not, and waits until its runs are accepted or refused.",
            footer = "%nExample:  apoptosis schedules run NAME --object checkpoints/resnet20/epoch-7.th")
    int run(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NAME", description = "Its name.") String name,
            @Option(
                            names = "--object",
                            paramLabel = "KEY",
                            description = "Key in the cluster's bucket of what takes the place of ${object}.")
                    @Nullable
                    String object,
            @Option(
                            names = "--file",
                            paramLabel = "FILE",
                            description = "A file of this machine in its place; it is uploaded.")
                    @Nullable
                    Path file,
            @Option(names = "--json", description = "JSON for programs.") boolean json) {
        if (object != null && file != null) {
            throw new BadInput("give --object or --file, not both");
        }
        if (file != null && !Files.isRegularFile(file)) {
            throw new BadInput("there is no file " + file);
        }
        try (Session session = connection.open(terminal)) {
            String key = file == null
                    ? object
                    : Uploads.telling(session.client(), terminal.err()::println).key(file);
            Schedules schedules = new Schedules(session.client());
            List<String> runs = schedules.fire(name, key, UUID.randomUUID().toString());
            RunSchedule fired = schedules.concluded(name, runs);
            show(fired, json);
            return ScheduleTable.refused(fired) ? ExitCode.BAD_INPUT : ExitCode.OK;
        }
    }

    private int tell(Connection connection, boolean json, Function<Schedules, RunSchedule> asked) {
        try (Session session = connection.open(terminal)) {
            show(asked.apply(new Schedules(session.client())), json);
            return ExitCode.OK;
        }
    }

    private void show(RunSchedule schedule, boolean json) {
        if (json) {
            new JsonLines(terminal.out()).line(schedule);
        } else {
            terminal.out().print(ScheduleTable.one(schedule));
        }
    }
}
