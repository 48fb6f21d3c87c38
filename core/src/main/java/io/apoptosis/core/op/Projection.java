package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** x (N, …, in) times weight (in, out): a linear layer as ONNX's MatMul stores it; its bias, if any, is an {@link Add}. */
public record Projection() implements Operator, MatrixLayer {
    @Override
    public List<String> trainable() {
        return List.of("weight");
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        Shape weight = shapes.parameter("weight");
        int last = x.rank() - 1;
        if (x.rank() < 2 || weight.rank() != 2 || x.dim(last) != weight.dim(0)) {
            throw new ShapeMismatch("a projection with weight " + weight + " reads " + x);
        }
        return x.with(last, weight.dim(1));
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return execution.scope().matmul(operands.input(), operands.parameter("weight"));
    }

    /** ydot = (x + xdot) W. */
    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Tensor x = operands.input().primal();
        Tensor xdot = operands.input().tangent();
        Tensor weight = operands.parameter("weight");
        Tensor y = scope.matmul(x, weight);
        return new Dual(y, xdot == null ? y : scope.matmul(scope.add(x, xdot), weight));
    }

    @Override
    public Coefficients coefficients(Operands<?> operands, Execution execution) {
        return new Coefficients(operands.parameter(WEIGHT), 1, null, null);
    }

    @Override
    public Tensor weigh(Scope scope, Tensor x, Tensor weight, @Nullable Tensor bias) {
        Tensor product = scope.matmul(x, weight);
        return bias == null ? product : scope.add(product, bias);
    }

    @Override
    public int inputAxis() {
        return 0;
    }

    @Override
    public int outputAxis() {
        return 1;
    }

    @Override
    public void couple(Links links) {
        int last = links.output().rank() - 1;
        for (int axis = 0; axis < last; axis++) {
            links.same(links.in(axis), links.out(axis));
        }
        links.same(links.in(last), links.parameter("weight", 0));
        links.same(links.out(last), links.parameter("weight", 1));
    }

    @Override
    public long macs(Shapes shapes) {
        Shape x = shapes.input();
        return x.size() / x.dim(0) * shapes.parameter("weight").dim(1);
    }

    @Override
    public Operator shrink(Kept kept) {
        return this;
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output("MatMul", List.of(onnx.input(0), onnx.parameter("weight")), Map.of());
    }

    @Override
    public String torch(TorchNode torch) {
        return torch.input(0) + " @ " + torch.parameter("weight");
    }
}
