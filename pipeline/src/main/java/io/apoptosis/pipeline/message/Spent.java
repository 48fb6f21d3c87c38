package io.apoptosis.pipeline.message;

/**
 * Where the seconds of a task went, by its worker's clock. What is in neither is other work, such as adding up and surgery.
 *
 * @param tensors in passes over batches, the waiting for their images included
 * @param store in requests to the object store
 */
public record Spent(double tensors, double store) {
    /** By builds that did not say. */
    public static final Spent UNTOLD = new Spent(0, 0);
}
