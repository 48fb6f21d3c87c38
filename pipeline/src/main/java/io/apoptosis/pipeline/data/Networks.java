package io.apoptosis.pipeline.data;

import static java.util.Objects.requireNonNull;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.HeadDimensions;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.Checkpoints;
import io.apoptosis.core.io.FileBytes;
import io.apoptosis.core.io.GraphJson;
import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.io.onnx.OnnxReader;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.model.WrongCheckpoint;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.pipeline.spec.RunSpec.ModelSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens the network that a specification names. */
public final class Networks {
    private Networks() {}

    /**
     * @param graph the graph.json on this machine; null for a built-in architecture
     * @param weights the checkpoint or ONNX model on this machine
     * @throws MalformedFile if a file is damaged or of no known format
     * @throws WrongCheckpoint if the weights belong to another architecture
     * @throws IllegalArgumentException if there is no such architecture, or the graph lacks some of its weights
     */
    public static Network open(ModelSpec model, @Nullable Path graph, Path weights) {
        return headed(model, stored(model, graph, weights));
    }

    /**
     * A built-in architecture before there is a checkpoint: shapes, groups and costs are the real ones, all weights zero.
     *
     * @throws IllegalArgumentException if there is no such architecture
     */
    public static Network shaped(ModelSpec model) {
        Network network = Architectures.named(requireNonNull(model.architecture()), model.classes())
                .unloaded();
        return headed(model, network);
    }

    private static Network headed(ModelSpec model, Network network) {
        return ModelSpec.DIMENSIONS.equals(model.heads()) ? HeadDimensions.of(network) : network;
    }

    private static Network stored(ModelSpec model, @Nullable Path graph, Path weights) {
        String architecture = model.architecture();
        if (ModelSpec.ONNX.equals(architecture)) {
            return FileBytes.parse(weights, OnnxReader::read);
        }
        Map<String, HostTensor> tensors = Checkpoints.read(weights);
        if (graph != null) {
            return new Network(read(graph), tensors);
        }
        if (architecture == null) {
            throw new IllegalArgumentException("the model needs an `architecture`, a `graph` or an `onnx` file");
        }
        return Architectures.named(architecture, model.classes()).load(tensors);
    }

    private static Graph read(Path graph) {
        try {
            return GraphJson.read(Files.readAllBytes(graph));
        } catch (IOException e) {
            throw new UncheckedIOException(graph + " cannot be read", e);
        }
    }
}
