package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** min(max(x, low), high). */
public record Clip(double low, double high) implements PiecewiseLinear {
    @Override
    public Tensor value(Scope scope, Tensor x) {
        return scope.clip(x, low, high);
    }

    @Override
    public Tensor derivative(Scope scope, Tensor x) {
        return scope.mul(scope.greater(x, low), scope.greater(scope.scale(x, -1), -high));
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output("Clip", List.of(onnx.input(0), onnx.constant((float) low), onnx.constant((float) high)), Map.of());
    }

    @Override
    public String torch(TorchNode torch) {
        return torch.input(0) + ".clamp(" + PythonLiteral.of(low) + ", " + PythonLiteral.of(high) + ")";
    }
}
