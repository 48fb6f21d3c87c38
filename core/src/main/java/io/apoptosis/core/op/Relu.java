package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** max(x, 0); f'(x) = 1 where x > 0 (0 at the kink, as PyTorch has it). */
public record Relu() implements Operator {
    @Override
    public List<String> trainable() {
        return List.of();
    }

    @Override
    public Shape shape(Shapes shapes) {
        return Elementwise.shape(shapes);
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return execution.scope().relu(operands.input());
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Dual x = operands.input();
        Tensor y = apply(new Operands<>(List.of(x.primal()), Map.of()), execution);
        Tensor xdot = x.tangent();
        return new Dual(y, xdot == null ? null : scope.mul(scope.greater(y, 0), xdot));
    }

    @Override
    public void couple(Links links) {
        Elementwise.couple(links);
    }

    @Override
    public long macs(Shapes shapes) {
        return 0;
    }

    @Override
    public Operator shrink(Kept kept) {
        return this;
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output("Relu", List.of(onnx.input(0)), Map.of());
    }
}
