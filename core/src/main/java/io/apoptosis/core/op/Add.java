package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** a + b: a residual join, or a bias. */
public record Add() implements Arithmetic, Homogeneous {
    @Override
    public Tensor of(Scope scope, Tensor a, Tensor b) {
        return scope.add(a, b);
    }

    @Override
    public @Nullable Tensor along(Scope scope, Dual a, Dual b, Tensor y) {
        return Tangents.sum(scope, a.tangent(), b.tangent(), y.shape());
    }

    /** A parameter added to an activation is not homogeneous in the activation alone. */
    @Override
    public EulerDual carry(Operands<EulerDual> operands, Execution execution) {
        return operands.inputs().size() > 1
                ? Homogeneous.super.carry(operands, execution)
                : EulerDual.through(this, operands, execution);
    }

    @Override
    public String onnxName() {
        return "Add";
    }

    @Override
    public String sign() {
        return "+";
    }
}
