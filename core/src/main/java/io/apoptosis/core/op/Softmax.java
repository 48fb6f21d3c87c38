package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** exp(x) divided by its sum along one axis, which is pinned: what is left of it would be another distribution. */
public record Softmax(int axis) implements Operator {
    @Override
    public List<String> trainable() {
        return List.of();
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        if (axis < 1 || axis >= x.rank()) {
            throw new ShapeMismatch("softmax along axis " + axis + " of " + x);
        }
        return x;
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return execution.scope().softmax(operands.input(), axis);
    }

    /** y (xdot - sum(y xdot)). */
    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Tensor y = scope.softmax(operands.input().primal(), axis);
        Tensor xdot = operands.input().tangent();
        if (xdot == null) {
            return Dual.constant(y);
        }
        Tensor mean = scope.sum(scope.mul(y, xdot), new int[] {axis}, true);
        return new Dual(y, scope.mul(y, scope.sub(xdot, mean)));
    }

    @Override
    public void couple(Links links) {
        for (int a = 0; a < links.output().rank(); a++) {
            if (a != axis) {
                links.same(links.in(a), links.out(a));
            }
        }
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
        onnx.output("Softmax", List.of(onnx.input(0)), Map.of("axis", (long) axis));
    }

    @Override
    public String torch(TorchNode torch) {
        return "F.softmax(" + torch.input(0) + ", dim=" + axis + ")";
    }
}
