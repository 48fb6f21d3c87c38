package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** min(max(alpha x + beta, 0), 1). */
public record HardSigmoid(double alpha, double beta) implements Activation {
    @Override
    public Tensor value(Scope scope, Tensor x) {
        return scope.clip(scope.shift(scope.scale(x, alpha), beta), 0, 1);
    }

    @Override
    public Tensor derivative(Scope scope, Tensor x) {
        Tensor line = scope.shift(scope.scale(x, alpha), beta);
        return scope.scale(scope.mul(scope.greater(line, 0), scope.greater(scope.scale(line, -1), -1)), alpha);
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output("HardSigmoid", List.of(onnx.input(0)), Map.of("alpha", alpha, "beta", beta));
    }

    @Override
    public String torch(TorchNode torch) {
        return "(" + PythonLiteral.of(alpha) + " * " + torch.input(0) + " + " + PythonLiteral.of(beta)
                + ").clamp(0, 1)";
    }
}
