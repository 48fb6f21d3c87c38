package io.apoptosis.cli.command;

import io.apoptosis.cli.BadInput;
import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.local.NamedNetwork;
import io.apoptosis.cli.local.OutputFile;
import io.apoptosis.cli.local.SpecFile;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.OnnxModel;
import io.apoptosis.core.io.SafeTensors;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A network in another format. */
@Command(
        name = "export",
        description = "Writes a pruned result, or a specification's checkpoint, as ONNX or safetensors.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  apoptosis export out/resnet20-cifar10 --out pruned.onnx",
            "  apoptosis export examples/resnet20-cifar10.yaml --out dense.onnx",
            "  apoptosis export examples/resnet20-cifar10.yaml --out dense.safetensors"
        })
public final class ExportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "MODEL", description = "A specification, or the folder or graph.json of a pruned result.")
    private Path model;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Ends with .onnx or .safetensors.")
    private Path out;

    public ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String name = out.toString();
        if (!name.endsWith(".onnx") && !name.endsWith(".safetensors")) {
            throw new BadInput(out + " has to end with .onnx or .safetensors, which says the format");
        }
        Network network = NamedNetwork.isResult(model)
                ? NamedNetwork.result(model)
                : NamedNetwork.of(SpecFile.read(model).model());
        byte[] content =
                name.endsWith(".onnx") ? OnnxModel.write(network) : SafeTensors.write(network.weights(), Map.of());
        OutputFile.write(out, content);
        terminal.out().println(content.length + " bytes in " + out);
        return ExitCode.OK;
    }
}
