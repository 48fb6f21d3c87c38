package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** x to a constant power: a square, a square root (1/2), a reciprocal (-1). */
public record Power(double exponent) implements Activation {
    @Override
    public Tensor value(Scope scope, Tensor x) {
        return scope.power(x, exponent);
    }

    @Override
    public Tensor derivative(Scope scope, Tensor x) {
        return scope.scale(scope.power(x, exponent - 1), exponent);
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output("Pow", List.of(onnx.input(0), onnx.constant((float) exponent)), Map.of());
    }

    @Override
    public String torch(TorchNode torch) {
        return torch.input(0) + " ** " + PythonLiteral.of(exponent);
    }
}
