package io.apoptosis.core.op;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** An activation whose derivatives are at hand as numbers, so that a backward pass needs no recording of how it was computed. */
public interface Linearizable {
    /**
     * y and how it moves with x, element by element.
     *
     * @param y the value that {@link EulerDual} carries through
     * @param slope the derivative of y's primal by x's primal, which is that of y's rest by x's rest
     * @param degree that was written out: y's rest moves with x's primal by degree · slope + bend
     * @param bend null where it is zero
     */
    record Linearization(
            EulerDual y, Tensor slope, int degree, @Nullable Tensor bend) {}

    /** Whether f(t x) = t f(x) for t &gt; 0. */
    @JsonIgnore
    boolean isHomogeneous();

    /** @param x not recorded; nor is what comes of it */
    Linearization linearize(Scope scope, EulerDual x);
}
