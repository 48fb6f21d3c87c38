package io.apoptosis.cli.local;

import io.apoptosis.cli.BadInput;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.OnnxModel;
import io.apoptosis.core.prune.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A network as ONNX Runtime takes it.
 *
 * @param name as the command line said it
 * @param macs of one image, where the network is one that Apoptosis knows
 */
public record Deployable(String name, byte[] onnx, OptionalLong macs) {

    /**
     * @param model an ONNX file, or what {@link NamedNetwork#named} takes
     * @param classes of an architecture
     */
    public static Deployable named(String model, int classes) {
        if (!model.endsWith(".onnx")) {
            Network network = NamedNetwork.named(model, classes);
            return new Deployable(
                    model,
                    OnnxModel.write(network),
                    OptionalLong.of(Cost.of(network).macs()));
        }
        try {
            return new Deployable(model, Files.readAllBytes(Path.of(model)), OptionalLong.empty());
        } catch (IOException e) {
            throw new BadInput("cannot read " + model + ": " + e.getMessage());
        }
    }
}
