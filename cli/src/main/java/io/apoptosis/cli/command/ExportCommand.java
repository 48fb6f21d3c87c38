package io.apoptosis.cli.command;

import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.local.NamedNetwork;
import io.apoptosis.cli.local.NetworkFormat;
import io.apoptosis.cli.local.OutputFile;
import io.apoptosis.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A network in another format. */
@Command(
        name = "export",
        description =
                "Writes a pruned result, an ONNX model or a specification's checkpoint as ONNX, safetensors or PyTorch.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  apoptosis export out/resnet20-cifar10 --out pruned.onnx",
            "  apoptosis export examples/resnet20-cifar10.yaml --out dense.onnx",
            "  apoptosis export examples/resnet20-cifar10.yaml --out dense.safetensors",
            "  apoptosis export out/resnet20-cifar10 --out pruned.pt",
            "FILE.pt is a state dict; FILE.py, written beside it, is the network it belongs to, in plain PyTorch."
        })
public final class ExportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "MODEL",
            description = "A specification, the folder or graph.json of a pruned result, or an ONNX model.")
    private Path model;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Ends with .onnx, .safetensors or .pt.")
    private Path out;

    public ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        NetworkFormat format = NetworkFormat.of(out);
        Map<Path, byte[]> files = format.files(NamedNetwork.stored(model), out);
        files.forEach((file, content) -> {
            OutputFile.write(file, content);
            terminal.out().println(content.length + " bytes in " + file);
        });
        return ExitCode.OK;
    }
}
