package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** a b: a gate, or a scale. */
public record Mul() implements Arithmetic {
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

    @Override
    public String onnxName() {
        return "Mul";
    }

    @Override
    public String sign() {
        return "*";
    }
}
