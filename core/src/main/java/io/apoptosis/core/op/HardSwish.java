package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** x min(max(x + 3, 0), 6) / 6 (Howard et al. 2019, section 5.2). */
public record HardSwish() implements Activation {
    private static final HardSigmoid GATE = new HardSigmoid(1.0 / 6, 0.5);

    @Override
    public Tensor value(Scope scope, Tensor x) {
        return scope.mul(x, GATE.value(scope, x));
    }

    @Override
    public Tensor derivative(Scope scope, Tensor x) {
        return scope.add(GATE.value(scope, x), scope.mul(x, GATE.derivative(scope, x)));
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output("HardSwish", List.of(onnx.input(0)), Map.of());
    }

    @Override
    public String torch(TorchNode torch) {
        return "F.hardswish(" + torch.input(0) + ")";
    }
}
