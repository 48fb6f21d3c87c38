package io.apoptosis.core.tensor;

/** A handle on an array in the engine's memory; owned by the {@link Scope} that made it and dead when that scope closes. */
public interface Tensor {
    Shape shape();

    DType dtype();
}
