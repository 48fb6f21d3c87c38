package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** An activation of straight pieces: its slope does not bend, and the value tells which piece it is on. */
public sealed interface PiecewiseLinear extends Activation, Linearizable permits Clip, LeakyRelu, Relu, Relu6 {
    /** f'(x) where y = f(x); at a kink, what PyTorch takes. */
    default Tensor slope(Scope scope, Tensor y) {
        return derivative(scope, y);
    }

    @Override
    default Tensor derivative(Scope scope, Tensor x, Tensor y) {
        return slope(scope, y);
    }

    @Override
    default boolean isHomogeneous() {
        return this instanceof Homogeneous;
    }

    @Override
    default Linearization linearize(Scope scope, EulerDual x) {
        Tensor y = value(scope, x.primal());
        Tensor slope = slope(scope, y);
        int degree = isHomogeneous() ? x.degree() : 0;
        int written = x.degree() - degree;
        @Nullable Tensor tangent = written == 0 ? x.rest() : x.dual(scope).tangent();
        @Nullable Tensor rest = tangent == null ? null : scope.mul(slope, tangent);
        if (tangent != null && tangent != x.rest() && tangent != x.primal()) {
            scope.release(tangent);
        }
        return new Linearization(new EulerDual(y, degree, rest), slope, written, null);
    }
}
