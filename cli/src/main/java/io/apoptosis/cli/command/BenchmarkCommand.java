package io.apoptosis.cli.command;

import io.apoptosis.cli.BadInput;
import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.local.Deployable;
import io.apoptosis.cli.terminal.TaskProgress;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.core.latency.Latency;
import io.apoptosis.core.latency.LatencyMeter;
import io.apoptosis.core.latency.UnusableModel;
import io.apoptosis.core.report.Figures;
import io.apoptosis.core.report.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What pruning is for: time, measured. */
@Command(
        name = "benchmark",
        description =
                "Measures networks side by side in ONNX Runtime on this machine's CPU: one batch of each in every round.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  apoptosis benchmark examples/resnet20-cifar10.yaml out/resnet20-cifar10",
            "  apoptosis benchmark dense.onnx pruned.onnx --batch 1 --threads 1"
        })
public final class BenchmarkCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "1..*",
            paramLabel = "MODEL",
            description =
                    "An ONNX file, a specification, the folder of a pruned result, or an architecture. The first is what"
                            + " the others are compared with.")
    private List<String> models = List.of();

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "64",
            description = "Images in a batch. Default: ${DEFAULT-VALUE}")
    private int batch = 64;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Of the runtime. Default: the processors of this machine.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds before the measured ones. Default: ${DEFAULT-VALUE}")
    private int warmUp = 5;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "50",
            description = "Measured rounds. Default: ${DEFAULT-VALUE}")
    private int rounds = 50;

    @Option(
            names = "--classes",
            paramLabel = "N",
            defaultValue = "10",
            description = "Of an architecture. Default: ${DEFAULT-VALUE}")
    private int classes = 10;

    public BenchmarkCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Deployable> deployables =
                models.stream().map(model -> Deployable.named(model, classes)).toList();
        List<Latency> latencies = measure(deployables);
        TextTable table = TextTable.header("model", "MACs", "median ms", "p95 ms", "images/s", "speed-up");
        for (int i = 0; i < models.size(); i++) {
            table.row(row(deployables.get(i), latencies.get(i), latencies.get(0)));
        }
        terminal.out().print(table.render());
        terminal.out()
                .printf("batch %d, %d %s, %d rounds%n", batch, threads, threads == 1 ? "thread" : "threads", rounds);
        return ExitCode.OK;
    }

    private List<Latency> measure(List<Deployable> deployables) {
        try (TaskProgress progress = new TaskProgress("benchmark", terminal)) {
            return new LatencyMeter(threads, batch, warmUp, rounds)
                    .measure(deployables.stream().map(Deployable::onnx).toList(), progress);
        } catch (UnusableModel | IllegalArgumentException e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
    }

    private List<String> row(Deployable model, Latency latency, Latency first) {
        return List.of(
                model.name(),
                model.macs().isPresent() ? Figures.count(model.macs().getAsLong()) : "",
                Figures.decimal(latency.median()),
                Figures.decimal(latency.p95()),
                String.format(Locale.ROOT, "%.0f", 1000 * batch / latency.median()),
                Figures.decimal(first.median() / latency.median()));
    }
}
