package io.apoptosis.cli.command;

import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.local.NamedNetwork;
import io.apoptosis.cli.terminal.Inspection;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.core.graph.Network;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a network is made of and what may be pruned. */
@Command(
        name = "inspect",
        description = "Shows a network's layers, their shapes, MACs and parameters, and its coupled groups.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  apoptosis inspect resnet20",
            "  apoptosis inspect model.onnx",
            "  apoptosis inspect model.onnx --pin-unknown",
            "  apoptosis inspect examples/resnet20-cifar10.yaml",
            "  apoptosis inspect out/resnet20-cifar10"
        })
public final class InspectCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "MODEL",
            description =
                    "An architecture, an ONNX model, a specification, or the folder or graph.json of a pruned result.")
    private String model;

    @Option(
            names = "--classes",
            paramLabel = "N",
            defaultValue = "10",
            description = "Of an architecture. Default: ${DEFAULT-VALUE}")
    private int classes = 10;

    @Option(
            names = "--pin-unknown",
            description =
                    "Of an ONNX model: keep operators that are not known, and all they read and give, as they are."
                            + " Such a network can be looked at, not pruned.")
    private boolean pinUnknown;

    public InspectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        long begin = System.nanoTime();
        Network network = pinUnknown ? NamedNetwork.pinningUnknown(Path.of(model)) : NamedNetwork.named(model, classes);
        long loaded = System.nanoTime();
        terminal.out().print(new Inspection(network).render());
        terminal.err()
                .printf(
                        Locale.ROOT,
                        "loaded in %.2f s, inspected in %.2f s%n",
                        (loaded - begin) / 1e9,
                        (System.nanoTime() - loaded) / 1e9);
        return ExitCode.OK;
    }
}
