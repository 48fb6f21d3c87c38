package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** x where x > 0, else slope times x. */
public record LeakyRelu(double slope) implements Operator {
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
        return leaky(execution.scope(), operands.input());
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Dual x = operands.input();
        Tensor y = apply(new Operands<>(List.of(x.primal()), Map.of()), execution);
        Tensor xdot = x.tangent();
        return new Dual(y, xdot == null ? null : scope.mul(slopes(scope, x.primal()), xdot));
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
        onnx.output("LeakyRelu", List.of(onnx.input(0)), Map.of("alpha", slope));
    }

    private Tensor leaky(Scope scope, Tensor x) {
        return scope.mul(slopes(scope, x), x);
    }

    /** 1 where x > 0, else the slope; constant where it is differentiated, so that it serves primal and tangent alike. */
    private Tensor slopes(Scope scope, Tensor x) {
        return scope.shift(scope.scale(scope.greater(x, 0), 1 - slope), slope);
    }
}
