package io.apoptosis.pipeline.message;

import static java.util.Objects.requireNonNull;

/** A network in the store: graph.json and its safetensors. */
public record Checkpoint(ObjectRef graph, ObjectRef weights) {
    public Checkpoint {
        requireNonNull(graph, "graph");
        requireNonNull(weights, "weights");
    }
}
