package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** max(x, 0). */
public record Relu() implements PiecewiseLinear, Homogeneous {
    @Override
    public Tensor value(Scope scope, Tensor x) {
        return scope.relu(x);
    }

    @Override
    public Tensor derivative(Scope scope, Tensor x) {
        return scope.greater(x, 0);
    }

    @Override
    public Tensor slope(Scope scope, Tensor y) {
        return scope.sign(y);
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output("Relu", List.of(onnx.input(0)), Map.of());
    }

    @Override
    public String torch(TorchNode torch) {
        return "F.relu(" + torch.input(0) + ")";
    }
}
