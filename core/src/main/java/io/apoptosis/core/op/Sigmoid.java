package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** 1 / (1 + exp(-x)). */
public record Sigmoid() implements Activation {
    @Override
    public Tensor value(Scope scope, Tensor x) {
        return scope.sigmoid(x);
    }

    @Override
    public Tensor derivative(Scope scope, Tensor x) {
        Tensor y = scope.sigmoid(x);
        return scope.mul(y, scope.shift(scope.scale(y, -1), 1));
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output("Sigmoid", List.of(onnx.input(0)), Map.of());
    }

    @Override
    public String torch(TorchNode torch) {
        return "torch.sigmoid(" + torch.input(0) + ")";
    }
}
