package io.apoptosis.cli.local;

import io.apoptosis.cli.BadInput;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.Checkpoints;
import io.apoptosis.core.io.FileBytes;
import io.apoptosis.core.io.GraphJson;
import io.apoptosis.core.io.onnx.OnnxReader;
import io.apoptosis.core.model.Architecture;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.model.InitialWeights;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.pipeline.data.Networks;
import io.apoptosis.pipeline.spec.RunSpec.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Networks that a command line names: from a specification, from an ONNX model, from a pruned result's folder, or an architecture without its weights. */
public final class NamedNetwork {
    private static final String GRAPH = "graph.json";
    private static final String ONNX = ".onnx";
    private static final String WEIGHTS = "model.safetensors";

    private NamedNetwork() {}

    /** The network of a specification whose paths are absolute. */
    public static Network of(ModelSpec model) {
        String graph = model.graph();
        Path weights = Path.of(model.weights());
        try {
            return Networks.open(model, graph == null ? null : Path.of(graph), weights);
        } catch (IllegalArgumentException e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
    }

    /**
     * @param model an architecture's name, an ONNX model, a specification, or the folder or graph.json of a pruned result
     * @param classes of an architecture
     */
    public static Network named(String model, int classes) {
        if (Architectures.names().contains(model)) {
            return withoutWeights(architecture(model, classes));
        }
        Path path = Path.of(model);
        if (!Files.exists(path)) {
            throw new BadInput("there is no file " + model + " and no architecture of this name; known: "
                    + String.join(", ", Architectures.names()));
        }
        return stored(path);
    }

    /** The network of an ONNX model, a specification, or the folder or graph.json of a pruned result. */
    public static Network stored(Path path) {
        if (isResult(path)) {
            return result(path);
        }
        return path.toString().endsWith(ONNX)
                ? FileBytes.parse(path, OnnxReader::read)
                : of(SpecFile.read(path).model());
    }

    /** An ONNX model to look at, whose unknown operators are pinned. */
    public static Network pinningUnknown(Path onnx) {
        if (!onnx.toString().endsWith(ONNX)) {
            throw new BadInput("--pin-unknown is about operators of an ONNX model; " + onnx + " is none");
        }
        return FileBytes.parse(onnx, OnnxReader::pinningUnknown);
    }

    /** Whether this is a folder with a graph.json, or the graph.json itself. */
    public static boolean isResult(Path path) {
        return Files.isDirectory(path) || path.endsWith(GRAPH);
    }

    /** A pruned network from its folder or its graph.json, the weights beside it. */
    public static Network result(Path path) {
        Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
        Path weights = folder == null ? Path.of(WEIGHTS) : folder.resolve(WEIGHTS);
        return bound(graph(Files.isDirectory(path) ? path.resolve(GRAPH) : path), Checkpoints.read(weights), weights);
    }

    /** A built-in architecture before any training. */
    public static Network untrained(ModelSpec model, long seed) {
        String name = model.architecture();
        if (name == null || name.equals(ModelSpec.ONNX)) {
            throw new BadInput("training from scratch needs model.architecture, one of: "
                    + String.join(", ", Architectures.names()));
        }
        return InitialWeights.of(architecture(name, model.classes()), seed);
    }

    private static Architecture architecture(String name, int classes) {
        try {
            return Architectures.named(name, classes);
        } catch (IllegalArgumentException e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
    }

    private static Network bound(Graph graph, Map<String, HostTensor> tensors, Path weights) {
        try {
            return new Network(graph, tensors);
        } catch (IllegalArgumentException e) {
            throw new BadInput(weights + " does not fit the graph: " + e.getMessage());
        }
    }

    private static Graph graph(Path file) {
        try {
            return GraphJson.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new BadInput("cannot read the graph " + file + ": " + e.getMessage());
        }
    }

    private static Network withoutWeights(Architecture architecture) {
        Map<String, HostTensor> zeros = new LinkedHashMap<>();
        architecture
                .parameterShapes()
                .forEach((name, shape) -> zeros.put(name, HostTensor.zeros(DType.FLOAT32, shape)));
        return new Network(architecture.graph(), zeros);
    }
}
