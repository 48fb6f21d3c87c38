package io.apoptosis.core.dual;

import io.apoptosis.core.op.EulerDual;
import io.apoptosis.core.op.Linearizable;
import io.apoptosis.core.op.Linearizable.Linearization;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** An activation: the way back is products with the slopes that the way there has left. */
record Activated(Scope scope, Carried x, Linearization at, boolean keepsInner, Carried value) implements Piece {
    /** @param alone whether nobody else reads x */
    static Activated of(Scope scope, Linearizable operator, Carried x, boolean alone) {
        Linearization at = linearization(scope, operator, x.dual());
        // f(t x) = t f(x) has f'(x) x = f(x): a value times its derivatives sums to the same in front and behind.
        boolean keepsInner = alone && operator.isHomogeneous();
        return new Activated(scope, x, at, keepsInner, Carried.of(at.y()));
    }

    /** What leads to it is let go of. */
    private static Linearization linearization(Scope scope, Linearizable operator, EulerDual x) {
        try (Scope passing = scope.child()) {
            Linearization at = operator.linearize(passing, x);
            Tensor bend = at.bend();
            return new Linearization(
                    Recorded.numbers(scope, at.y()),
                    scope.constant(at.slope()),
                    at.degree(),
                    bend == null ? null : scope.constant(bend));
        }
    }

    @Override
    public void pullBack(Gradients gradients) {
        Tensor restBar = value.restBar();
        Tensor bend = at.bend();
        if (at.degree() != 0 && restBar != null) {
            value.addBars(scope, scope.scale(restBar, at.degree()), null);
        }
        x.addBars(
                scope,
                product(value.primalBar(), at.slope()),
                x.dual().rest() == null ? null : product(restBar, at.slope()));
        if (bend != null) {
            x.addBars(scope, product(restBar, bend), null);
            scope.release(bend);
        }
        x.hasInner(keepsInner ? value.inner() : null);
        scope.release(at.slope());
        value.release(scope);
    }

    private @Nullable Tensor product(@Nullable Tensor bar, Tensor slope) {
        return bar == null ? null : scope.mul(bar, slope);
    }
}
