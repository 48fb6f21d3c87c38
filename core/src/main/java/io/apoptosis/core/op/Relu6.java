package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** min(max(x, 0), 6); f'(x) = 1 on (0, 6). */
public record Relu6() implements Operator {
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
        return execution.scope().clip(operands.input(), 0, 6);
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Dual x = operands.input();
        Tensor y = apply(new Operands<>(List.of(x.primal()), Map.of()), execution);
        Tensor xdot = x.tangent();
        return new Dual(y, xdot == null ? null : scope.mul(inside(scope, x.primal()), xdot));
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
        onnx.output("Clip", List.of(onnx.input(0), onnx.constant(0f), onnx.constant(6f)), Map.of());
    }

    /** 1 on the open interval where the function is not constant. */
    private static Tensor inside(Scope scope, Tensor x) {
        return scope.mul(scope.greater(x, 0), scope.greater(scope.scale(x, -1), -6));
    }
}
