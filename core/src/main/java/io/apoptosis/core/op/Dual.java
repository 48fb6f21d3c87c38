package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A dual number x + eps xdot. A tangent that is identically zero (the image, anything before the first parameter) is null, so that no
 * arithmetic is spent on it.
 */
public record Dual(Tensor primal, @Nullable Tensor tangent) {
    public static Dual constant(Tensor primal) {
        return new Dual(primal, null);
    }
}
