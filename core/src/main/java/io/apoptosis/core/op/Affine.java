package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** scale x + shift with constants that are not trained. */
public record Affine(double scale, double shift) implements Activation, Homogeneous {
    @Override
    public Tensor value(Scope scope, Tensor x) {
        if (scale == 1) {
            return scope.shift(x, shift);
        }
        Tensor scaled = scope.scale(x, scale);
        return shift == 0 ? scaled : scope.shift(scaled, shift);
    }

    /** scale xdot: no tensor full of the constant, and none that a backward pass would take for a function of x. */
    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Tensor xdot = operands.input().tangent();
        return new Dual(value(scope, operands.input().primal()), xdot == null ? null : scope.scale(xdot, scale));
    }

    /** A shift is not homogeneous. */
    @Override
    public EulerDual carry(Operands<EulerDual> operands, Execution execution) {
        return shift == 0 ? Homogeneous.super.carry(operands, execution) : EulerDual.through(this, operands, execution);
    }

    @Override
    public Tensor derivative(Scope scope, Tensor x) {
        return scope.shift(scope.scale(x, 0), scale);
    }

    @Override
    public void export(OnnxNode onnx) {
        if (scale == 1) {
            onnx.output("Add", List.of(onnx.input(0), onnx.constant((float) shift)), Map.of());
        } else if (shift == 0) {
            onnx.output("Mul", List.of(onnx.input(0), onnx.constant((float) scale)), Map.of());
        } else {
            String scaled = onnx.intermediate("Mul", List.of(onnx.input(0), onnx.constant((float) scale)), Map.of());
            onnx.output("Add", List.of(scaled, onnx.constant((float) shift)), Map.of());
        }
    }

    @Override
    public String torch(TorchNode torch) {
        String scaled = scale == 1 ? torch.input(0) : PythonLiteral.of(scale) + " * " + torch.input(0);
        return shift == 0 ? scaled : scaled + " + " + PythonLiteral.of(shift);
    }
}
