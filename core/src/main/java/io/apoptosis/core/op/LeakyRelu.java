package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** x where x > 0, else slope times x. */
public record LeakyRelu(double slope) implements PiecewiseLinear, Homogeneous {
    @Override
    public Tensor value(Scope scope, Tensor x) {
        return scope.mul(derivative(scope, x), x);
    }

    @Override
    public Tensor derivative(Scope scope, Tensor x) {
        return scope.shift(scope.scale(scope.greater(x, 0), 1 - slope), slope);
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output("LeakyRelu", List.of(onnx.input(0)), Map.of("alpha", slope));
    }

    @Override
    public String torch(TorchNode torch) {
        return "F.leaky_relu(" + torch.input(0) + ", " + PythonLiteral.of(slope) + ")";
    }
}
