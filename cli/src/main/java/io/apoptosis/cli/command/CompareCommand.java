package io.apoptosis.cli.command;

import io.apoptosis.cli.BadInput;
import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.client.Submission;
import io.apoptosis.cli.local.ComparisonFile;
import io.apoptosis.cli.local.SpecFile;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.pipeline.compare.Grid;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which way to prune to trust on a network. */
@Command(
        name = "compare",
        description = {
            "Prunes one network in many ways – criteria, targets, repair, fine-tuning, seeds – and shows them side by side.",
            "Every combination is an ordinary run; those that the cluster has already done are not done again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  apoptosis compare examples/compare-resnet32.yaml",
            "  apoptosis compare examples/compare-resnet32.yaml --dry-run",
            "  apoptosis compare my-comparison.yaml --server http://localhost:8080 --at-once 16",
            "",
            "Ctrl-C cancels the runs under way; the same command again goes on with what is missing.",
            "The folder then holds compare.csv (a row per seed), compare.json and compare.html."
        })
public final class CompareCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SPEC", description = "The comparison, YAML or JSON.")
    private Path file;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the results. Default: out/<name>")
    private @Nullable Path out;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many runs to have with the cluster at a time. Default: ${DEFAULT-VALUE}")
    private int atOnce = 4;

    @Option(names = "--dry-run", description = "Only say which runs there would be.")
    private boolean dryRun;

    @Mixin
    private Treatment treatment;

    @Mixin
    private Connection connection;

    public CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (atOnce < 1) {
            throw new BadInput("--at-once is at least 1, not " + atOnce);
        }
        ComparisonFile comparison = ComparisonFile.read(file);
        if (SpecFile.isLocal(comparison.spec().base())) {
            comparison.check();
        }
        if (dryRun) {
            Grid.of(comparison.spec()).runs().forEach(run -> terminal.out().println(run.name()));
            return ExitCode.OK;
        }
        try (Session session = connection.begin(terminal)) {
            session.awaitWorkers();
            Submission submission = new Submission(session.client(), treatment.query(), terminal.err()::println);
            Path folder = out == null ? Path.of("out", comparison.spec().name()) : out;
            return new Comparing(session.client(), submission, terminal).run(comparison, atOnce, folder);
        }
    }
}
