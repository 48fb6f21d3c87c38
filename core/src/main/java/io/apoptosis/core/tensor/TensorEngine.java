package io.apoptosis.core.tensor;

/** Where scopes come from. */
public interface TensorEngine {
    /** A root scope with the given floating element type. */
    Scope open(DType dtype);

    /** The same engine, whose scopes compute products otherwise. */
    TensorEngine with(Products products);

    /** Sets the intra-op thread count of this process; results may differ in the last bits between counts. */
    void useThreads(int threads);

    /** For the record: engine name, version and intra-op thread count, for example {@code PyTorch 2.7.1, 2 threads}. */
    String describe();
}
