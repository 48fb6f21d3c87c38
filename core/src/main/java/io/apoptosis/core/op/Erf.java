package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** The Gauss error function, of which the GELU is made. */
public record Erf() implements Activation {
    @Override
    public Tensor value(Scope scope, Tensor x) {
        return scope.erf(x);
    }

    @Override
    public Tensor derivative(Scope scope, Tensor x) {
        return scope.scale(scope.exp(scope.scale(scope.mul(x, x), -1)), 2 / Math.sqrt(Math.PI));
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output("Erf", List.of(onnx.input(0)), Map.of());
    }

    @Override
    public String torch(TorchNode torch) {
        return "torch.erf(" + torch.input(0) + ")";
    }
}
