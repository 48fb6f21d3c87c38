package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;

/** Activations minus their mean, divided by their standard deviation (biased variance plus epsilon), both taken over some axes. */
record Standardized(Tensor values, Tensor deviation, int[] over) {
    static Standardized of(Tensor x, int[] over, double epsilon, Scope scope) {
        Tensor centred = scope.sub(x, scope.mean(x, over, true));
        Tensor variance = scope.mean(scope.mul(centred, centred), over, true);
        Tensor deviation = scope.sqrt(scope.shift(variance, epsilon));
        return new Standardized(scope.div(centred, deviation), deviation, over);
    }

    /** gamma (xdot - mean(xdot) - xhat mean(xhat xdot)) / sigma: algorithm.md, section 1.2. */
    Tensor along(Tensor xdot, Tensor gamma, Scope scope) {
        Tensor centred = scope.sub(xdot, scope.mean(xdot, over, true));
        Tensor shared = scope.mean(scope.mul(values, xdot), over, true);
        return scope.mul(scope.sub(centred, scope.mul(values, shared)), scope.div(gamma, deviation));
    }

    /**
     * xhat + J xdot, J the standardization's Jacobian, xdot = k x + r: xhat (1 + k epsilon / sigma^2 - mean(xhat r) / sigma) + (r - mean(r)) /
     * sigma. What is in the first brackets is small: one number where {@link #over} has many.
     */
    Tensor alongWithItself(EulerDual x, double epsilon, Scope scope) {
        Tensor r = x.rest();
        if (r == null && x.degree() == 0) {
            return values;
        }
        Tensor ofX =
                scope.shift(scope.scale(scope.power(scope.mul(deviation, deviation), -1), x.degree() * epsilon), 1);
        if (r == null) {
            return scope.mul(values, ofX);
        }
        Tensor shared = scope.mean(scope.mul(values, r), over, true);
        Tensor factor = scope.sub(ofX, scope.div(shared, deviation));
        Tensor centred = scope.sub(r, scope.mean(r, over, true));
        return scope.add(scope.mul(values, factor), scope.div(centred, deviation));
    }
}
