package io.apoptosis.pipeline.message;

/** A network in the store: graph.json and its safetensors. */
public record Checkpoint(ObjectRef graph, ObjectRef weights) {}
