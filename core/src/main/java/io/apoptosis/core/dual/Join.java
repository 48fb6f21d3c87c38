package io.apoptosis.core.dual;

import io.apoptosis.core.op.EulerDual;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** a + b of two activations of one shape, brought to the smaller degree k: the rest is r + s + (degree of a - k) a + (degree of b - k) b. */
record Join(Scope scope, Carried a, Carried b, Carried value) implements Piece {
    @Override
    public void pullBack(Gradients gradients) {
        add(a);
        add(b);
        value.release(scope);
    }

    private void add(Carried side) {
        EulerDual dual = side.dual();
        Tensor primal = alias(value.primalBar());
        Tensor rest = value.restBar();
        int over = dual.degree() - value.dual().degree();
        side.addBars(scope, primal, dual.rest() == null ? null : alias(rest));
        if (over != 0 && rest != null) {
            side.addBars(scope, over == 1 ? alias(rest) : scope.scale(rest, over), null);
        }
    }

    /** The same numbers, to be let go of apart. */
    private @Nullable Tensor alias(@Nullable Tensor bar) {
        return bar == null ? null : scope.constant(bar);
    }
}
