package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** x where x > 0, else alpha (exp(x) - 1). */
public record Elu(double alpha) implements Activation {
    @Override
    public Tensor value(Scope scope, Tensor x) {
        return scope.add(scope.relu(x), scope.scale(scope.shift(negative(scope, x), -1), alpha));
    }

    @Override
    public Tensor derivative(Scope scope, Tensor x) {
        Tensor positive = scope.greater(x, 0);
        Tensor rest = scope.mul(scope.shift(scope.scale(positive, -1), 1), negative(scope, x));
        return scope.add(positive, scope.scale(rest, alpha));
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output("Elu", List.of(onnx.input(0)), Map.of("alpha", alpha));
    }

    /** exp(min(x, 0)). */
    private static Tensor negative(Scope scope, Tensor x) {
        return scope.exp(scope.scale(scope.relu(scope.scale(x, -1)), -1));
    }

    @Override
    public String torch(TorchNode torch) {
        return "F.elu(" + torch.input(0) + ", " + PythonLiteral.of(alpha) + ")";
    }
}
