package io.apoptosis.cli.command;

import io.apoptosis.cli.BadInput;
import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.local.NamedNetwork;
import io.apoptosis.cli.local.NetworkFormat;
import io.apoptosis.cli.local.OutputFile;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.core.graph.FoldedNorms;
import io.apoptosis.core.graph.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A network in another format. */
@Command(
        name = "export",
        description =
                "Writes a pruned result, an ONNX model or a specification's checkpoint as ONNX, safetensors, PyTorch or for DJL.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  apoptosis export out/resnet20-cifar10 --out pruned.onnx",
            "  apoptosis export examples/resnet20-cifar10.yaml --out dense.onnx",
            "  apoptosis export examples/resnet20-cifar10.yaml --out dense.safetensors",
            "  apoptosis export out/resnet20-cifar10 --out deploy.onnx --fold-batch-norms",
            "  apoptosis export out/resnet20-cifar10 --out pruned.pt",
            "FILE.pt is a state dict; FILE.py, written beside it, is the network it belongs to, in plain PyTorch.",
            "FILE.zip is for the Deep Java Library with its OnnxRuntime engine."
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
            description = "Ends with .onnx, .safetensors, .pt or .zip.")
    private Path out;

    @Option(
            names = "--fold-batch-norms",
            description =
                    "Merges batch norms into the convolutions before them, for deployment: there is nothing left to train.")
    private boolean fold;

    @Option(
            names = "--quantize",
            paramLabel = "TYPE",
            description = "Refused, with what to do instead: ONNX Runtime quantizes from Python only.")
    private @Nullable String quantize;

    public ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (quantize != null) {
            throw new BadInput(
                    "ONNX Runtime's Java library runs quantized models but can't make them, so --quantize is not available",
                    List.of(
                            "export to ONNX with --fold-batch-norms, then use quantize_static of onnxruntime.quantization in Python:",
                            "docs/your-own-network.md, section 5, has the program"));
        }
        NetworkFormat format = NetworkFormat.of(out);
        Network network = NamedNetwork.stored(model);
        Map<Path, byte[]> files = format.files(fold ? FoldedNorms.of(network) : network, out);
        files.forEach((file, content) -> {
            OutputFile.write(file, content);
            terminal.out().println(content.length + " bytes in " + file);
        });
        return ExitCode.OK;
    }
}
