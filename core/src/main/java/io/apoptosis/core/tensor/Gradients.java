package io.apoptosis.core.tensor;

/** One recording: operations since {@link Scope#record()}; at most one {@link #backward}. */
public interface Gradients extends AutoCloseable {
    /** Differentiates {@code scalar} with respect to every variable it depends on. */
    void backward(Tensor scalar);

    /** The derivative with respect to {@code variable}, owned by the recording's scope; zeros where the scalar does not depend on it. */
    Tensor of(Tensor variable);

    /** Ends the recording. */
    @Override
    void close();
}
