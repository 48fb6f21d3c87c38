package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** a / b. */
public record Div() implements Arithmetic {
    @Override
    public Tensor of(Scope scope, Tensor a, Tensor b) {
        return scope.div(a, b);
    }

    @Override
    public @Nullable Tensor along(Scope scope, Dual a, Dual b, Tensor y) {
        Tensor adot = a.tangent();
        Tensor bdot = b.tangent();
        return Tangents.add(
                scope,
                adot == null ? null : scope.div(adot, b.primal()),
                bdot == null ? null : scope.scale(scope.mul(y, scope.div(bdot, b.primal())), -1));
    }

    @Override
    public String onnxName() {
        return "Div";
    }

    @Override
    public String sign() {
        return "/";
    }
}
