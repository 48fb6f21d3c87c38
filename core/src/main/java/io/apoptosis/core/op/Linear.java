package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** x (N, in) times weight (out, in) transposed, plus bias (out) where there is one. */
public record Linear() implements Operator {
    @Override
    public List<String> trainable() {
        return List.of("weight", "bias");
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        Shape weight = shapes.parameter("weight");
        if (x.rank() != 2 || weight.rank() != 2 || x.dim(1) != weight.dim(1)) {
            throw new ShapeMismatch("a linear layer with weight " + weight + " reads " + x);
        }
        return Shape.of(x.dim(0), weight.dim(0));
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return map(operands.input(), operands, execution.scope());
    }

    /** ydot = W (x + xdot) + b. */
    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Dual x = operands.input();
        Tensor y = map(x.primal(), operands, scope);
        Tensor xdot = x.tangent();
        return new Dual(y, xdot == null ? y : map(scope.add(x.primal(), xdot), operands, scope));
    }

    private static Tensor map(Tensor x, Operands<?> operands, Scope scope) {
        return scope.linear(x, operands.parameter("weight"), operands.optional("bias"));
    }

    @Override
    public void couple(Links links) {
        links.same(links.in(1), links.parameter("weight", 1));
        links.same(links.out(1), links.parameter("weight", 0));
        if (links.has("bias")) {
            links.same(links.out(1), links.parameter("bias", 0));
        }
    }

    @Override
    public long macs(Shapes shapes) {
        return shapes.parameter("weight").size();
    }

    @Override
    public Operator shrink(Kept kept) {
        return this;
    }

    @Override
    public void export(OnnxNode onnx) {
        List<String> inputs = new ArrayList<>(List.of(onnx.input(0), onnx.parameter("weight")));
        if (onnx.has("bias")) {
            inputs.add(onnx.parameter("bias"));
        }
        onnx.output("Gemm", inputs, Map.of("transB", 1L));
    }
}
