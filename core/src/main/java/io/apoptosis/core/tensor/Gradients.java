package io.apoptosis.core.tensor;

import java.util.List;

/** One recording: operations since {@link Scope#record()}; at most one {@link #backward}, or any number of {@link #pullback}s. */
public interface Gradients extends AutoCloseable {
    /** Differentiates {@code scalar} with respect to every variable it depends on. */
    void backward(Tensor scalar);

    /** The derivative with respect to {@code variable}, owned by the recording's scope; zeros where the scalar does not depend on it. */
    Tensor of(Tensor variable);

    /**
     * The derivatives of sum(output ⊙ cotangent) with respect to {@code variables}, in their order and owned by the recording's scope. The
     * recording stays as it is, so that rows of a Jacobian share one forward pass.
     */
    List<Tensor> pullback(Tensor output, Tensor cotangent, List<Tensor> variables);

    /** Ends the recording. */
    @Override
    void close();
}
