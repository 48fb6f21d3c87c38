package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;

/** A function of one element at a time, without parameters: every axis passes through, and the tangent is f'(x) xdot. */
public sealed interface Activation extends Operator
        permits Affine, Elu, Erf, Gelu, HardSigmoid, HardSwish, PiecewiseLinear, Power, Sigmoid, Tanh {

    /** f(x). */
    Tensor value(Scope scope, Tensor x);

    /** f'(x); at a kink, what PyTorch takes. */
    Tensor derivative(Scope scope, Tensor x);

    /** f'(x), where y = f(x) is at hand. */
    default Tensor derivative(Scope scope, Tensor x, Tensor y) {
        return derivative(scope, x);
    }

    @Override
    default List<String> trainable() {
        return List.of();
    }

    @Override
    default Shape shape(Shapes shapes) {
        return shapes.input();
    }

    @Override
    default Tensor apply(Operands<Tensor> operands, Execution execution) {
        return value(execution.scope(), operands.input());
    }

    @Override
    default Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Tensor x = operands.input().primal();
        Tensor xdot = operands.input().tangent();
        Tensor y = value(scope, x);
        return new Dual(y, xdot == null ? null : scope.mul(derivative(scope, x, y), xdot));
    }

    @Override
    default void couple(Links links) {
        for (int axis = 0; axis < links.output().rank(); axis++) {
            links.same(links.in(axis), links.out(axis));
        }
    }

    @Override
    default long macs(Shapes shapes) {
        return 0;
    }

    @Override
    default Operator shrink(Kept kept) {
        return this;
    }
}
