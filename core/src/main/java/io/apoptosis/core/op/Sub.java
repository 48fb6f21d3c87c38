package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** a - b. */
public record Sub() implements Arithmetic {
    @Override
    public Tensor of(Scope scope, Tensor a, Tensor b) {
        return scope.sub(a, b);
    }

    @Override
    public @Nullable Tensor along(Scope scope, Dual a, Dual b, Tensor y) {
        Tensor adot = a.tangent();
        Tensor bdot = b.tangent();
        Tensor ydot = bdot == null ? adot : adot == null ? scope.scale(bdot, -1) : scope.sub(adot, bdot);
        return Tangents.broadcast(scope, ydot, y.shape());
    }

    @Override
    public String onnxName() {
        return "Sub";
    }

    @Override
    public String sign() {
        return "-";
    }
}
