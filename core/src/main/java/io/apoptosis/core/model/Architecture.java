package io.apoptosis.core.model;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A graph and the shapes its parameters have before any cut, in the checkpoint's order. */
public record Architecture(Graph graph, Map<String, Shape> parameterShapes) {
    private static final String DATA_PARALLEL = "module.";

    public Architecture {
        parameterShapes = Collections.unmodifiableMap(new LinkedHashMap<>(parameterShapes));
    }

    /**
     * Binds a checkpoint's tensors: {@code module.} prefixes are dropped, {@code num_batches_tracked} counters ignored; anything else
     * that is missing, left over or of another shape is refused with its name.
     */
    public Network load(Map<String, HostTensor> tensors) {
        Map<String, HostTensor> given = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> given.put(withoutPrefix(name), tensor));
        given.keySet().removeIf(name -> name.endsWith("num_batches_tracked"));
        List<String> problems = new ArrayList<>();
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        parameterShapes.forEach((name, shape) -> {
            HostTensor tensor = given.remove(name);
            if (tensor == null) {
                problems.add(name + " is missing");
            } else if (!tensor.shape().equals(shape)) {
                problems.add(name + " is " + tensor.shape() + " instead of " + shape);
            } else {
                weights.put(name, tensor);
            }
        });
        given.keySet().forEach(name -> problems.add(name + " is not part of the architecture"));
        if (!problems.isEmpty()) {
            throw new WrongCheckpoint(problems);
        }
        return new Network(graph, weights);
    }

    /** Zeros in place of a checkpoint, where only shapes and costs are asked for. */
    public Network unloaded() {
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        parameterShapes.forEach((name, shape) -> weights.put(name, HostTensor.zeros(DType.FLOAT32, shape)));
        return new Network(graph, weights);
    }

    private static String withoutPrefix(String name) {
        return name.startsWith(DATA_PARALLEL) ? name.substring(DATA_PARALLEL.length()) : name;
    }
}
