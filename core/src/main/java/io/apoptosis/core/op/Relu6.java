package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** min(max(x, 0), 6). */
public record Relu6() implements PiecewiseLinear {
    @Override
    public Tensor value(Scope scope, Tensor x) {
        return scope.clip(x, 0, 6);
    }

    @Override
    public Tensor derivative(Scope scope, Tensor x) {
        return scope.mul(scope.greater(x, 0), scope.greater(scope.scale(x, -1), -6));
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output("Clip", List.of(onnx.input(0), onnx.constant(0f), onnx.constant(6f)), Map.of());
    }

    @Override
    public String torch(TorchNode torch) {
        return "F.relu6(" + torch.input(0) + ")";
    }
}
