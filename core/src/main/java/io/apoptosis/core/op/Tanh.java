package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** The hyperbolic tangent. */
public record Tanh() implements Activation {
    @Override
    public Tensor value(Scope scope, Tensor x) {
        return scope.tanh(x);
    }

    @Override
    public Tensor derivative(Scope scope, Tensor x) {
        Tensor y = scope.tanh(x);
        return scope.shift(scope.scale(scope.mul(y, y), -1), 1);
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output("Tanh", List.of(onnx.input(0)), Map.of());
    }

    @Override
    public String torch(TorchNode torch) {
        return "torch.tanh(" + torch.input(0) + ")";
    }
}
