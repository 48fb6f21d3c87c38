package io.apoptosis.cli;

import io.apoptosis.cli.command.BenchmarkCommand;
import io.apoptosis.cli.command.ClusterCommand;
import io.apoptosis.cli.command.CompareCommand;
import io.apoptosis.cli.command.DataCommand;
import io.apoptosis.cli.command.DeadLettersCommand;
import io.apoptosis.cli.command.DoctorCommand;
import io.apoptosis.cli.command.EvaluateCommand;
import io.apoptosis.cli.command.ExportCommand;
import io.apoptosis.cli.command.InspectCommand;
import io.apoptosis.cli.command.PruneCommand;
import io.apoptosis.cli.command.RunsCommand;
import io.apoptosis.cli.command.SchedulesCommand;
import io.apoptosis.cli.command.ScoreCommand;
import io.apoptosis.cli.command.StandaloneCommand;
import io.apoptosis.cli.command.TokenCommand;
import io.apoptosis.cli.command.TrainCommand;
import io.apoptosis.cli.command.ValidateCommand;
import io.apoptosis.cli.terminal.Errors;
import io.apoptosis.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command. */
@Command(
        name = "apoptosis",
        description =
                "Prunes neural networks: scores their units, removes the least important ones together, fine-tunes.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  apoptosis prune examples/resnet20-cifar10.yaml",
            "  apoptosis inspect resnet20",
            "  apoptosis standalone",
            "",
            "Exit codes: 0 done, 1 failed, 2 bad input, 130 interrupted.",
            "COMMAND --help shows a command's own options and examples."
        })
public final class Apoptosis implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    public static void main(String[] arguments) {
        Logging.quiet();
        Interrupts.install();
        System.exit(execute(Terminal.system(), arguments));
    }

    /** Runs the command line and returns its exit code. */
    static int execute(Terminal terminal, String... arguments) {
        return new CommandLine(new Apoptosis())
                .addSubcommand(new PruneCommand(terminal))
                .addSubcommand(new CompareCommand(terminal))
                .addSubcommand(new StandaloneCommand(terminal))
                .addSubcommand(
                        new CommandLine(new RunsCommand(terminal)).addSubcommand(new DeadLettersCommand(terminal)))
                .addSubcommand(new SchedulesCommand(terminal))
                .addSubcommand(new ClusterCommand(terminal))
                .addSubcommand(new ScoreCommand(terminal))
                .addSubcommand(new ValidateCommand(terminal))
                .addSubcommand(new EvaluateCommand(terminal))
                .addSubcommand(new TrainCommand(terminal))
                .addSubcommand(new InspectCommand(terminal))
                .addSubcommand(new BenchmarkCommand(terminal))
                .addSubcommand(new DataCommand(terminal))
                .addSubcommand(new ExportCommand(terminal))
                .addSubcommand(new DoctorCommand(terminal))
                .addSubcommand(new TokenCommand(terminal))
                .addSubcommand("completion", new AutoComplete.GenerateCompletion())
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.interactive() ? CommandLine.Help.Ansi.AUTO : CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler(new Errors(terminal.err()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }
}
