package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** x where x > 0, else a learned slope times x; the slope's axes, extents 1 repeated, are aligned with the last of x. */
public record PRelu() implements Operator {
    @Override
    public List<String> trainable() {
        return List.of("slope");
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        Shape slope = shapes.parameter("slope");
        int shift = x.rank() - slope.rank();
        for (int axis = Math.max(shift, 0); axis < x.rank(); axis++) {
            if (shift < 0 || slope.dim(axis - shift) != 1 && slope.dim(axis - shift) != x.dim(axis)) {
                throw new ShapeMismatch("slopes " + slope + " for " + x);
            }
        }
        return x;
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        Scope scope = execution.scope();
        return scope.mul(slopes(operands.input(), operands, scope), operands.input());
    }

    /** s (xdot + [x <= 0] x), s the slope at x, because the learned slope's own tangent is itself. */
    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Tensor x = operands.input().primal();
        Tensor xdot = operands.input().tangent();
        Tensor slopes = slopes(x, operands, scope);
        Tensor negative = scope.scale(scope.relu(scope.scale(x, -1)), -1);
        Tensor moving = xdot == null ? negative : scope.add(xdot, negative);
        return new Dual(scope.mul(slopes, x), scope.mul(slopes, moving));
    }

    private static Tensor slopes(Tensor x, Operands<?> operands, Scope scope) {
        Tensor positive = scope.greater(x, 0);
        Tensor rest = scope.shift(scope.scale(positive, -1), 1);
        return scope.add(positive, scope.mul(rest, operands.parameter("slope")));
    }

    @Override
    public void couple(Links links) {
        Shape slope = links.shapes().parameter("slope");
        int shift = links.output().rank() - slope.rank();
        for (int axis = 0; axis < links.output().rank(); axis++) {
            links.same(links.in(axis), links.out(axis));
            if (axis >= shift && slope.dim(axis - shift) == links.output().dim(axis)) {
                links.same(links.out(axis), links.parameter("slope", axis - shift));
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
        onnx.output("PRelu", List.of(onnx.input(0), onnx.parameter("slope")), Map.of());
    }

    @Override
    public String torch(TorchNode torch) {
        String x = torch.input(0);
        return "torch.where(" + x + " > 0, " + x + ", " + torch.parameter("slope") + " * " + x + ")";
    }
}
