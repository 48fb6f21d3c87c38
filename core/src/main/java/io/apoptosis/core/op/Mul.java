package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** a b: a gate, or a scale. */
public record Mul() implements Arithmetic, Homogeneous {
    @Override
    public Tensor of(Scope scope, Tensor a, Tensor b) {
        return scope.mul(a, b);
    }

    @Override
    public @Nullable Tensor along(Scope scope, Dual a, Dual b, Tensor y) {
        Tensor adot = a.tangent();
        Tensor bdot = b.tangent();
        return Tangents.add(
                scope,
                adot == null ? null : scope.mul(adot, b.primal()),
                bdot == null ? null : scope.mul(a.primal(), bdot));
    }

    /**
     * Degrees add up: with adot = k a + r and bdot = l b + s, ydot = (k + l) y + r b + a s. A trained parameter is of degree 1, a fixed one of
     * degree 0.
     */
    @Override
    public EulerDual carry(Operands<EulerDual> operands, Execution execution) {
        Scope scope = execution.scope();
        EulerDual a = operands.input(0);
        EulerDual b = operands.inputs().size() > 1 ? operands.input(1) : parameter(operands);
        Tensor y = scope.mul(a.primal(), b.primal());
        Tensor rest = along(scope, new Dual(a.primal(), a.rest()), new Dual(b.primal(), b.rest()), y);
        return new EulerDual(y, a.degree() + b.degree(), rest);
    }

    private static EulerDual parameter(Operands<EulerDual> operands) {
        Tensor trained = operands.optional(TRAINED);
        return trained == null ? EulerDual.constant(operands.parameter(FIXED)) : new EulerDual(trained, 1, null);
    }

    @Override
    public String onnxName() {
        return "Mul";
    }

    @Override
    public String sign() {
        return "*";
    }
}
