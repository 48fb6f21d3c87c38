package io.apoptosis.core.op;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.Window;
import java.util.Arrays;
import java.util.List;

/** Maximum over each window; padding never wins. */
public record MaxPool2d(Window window) implements Pooling, Homogeneous {
    public MaxPool2d {
        Pooling.refuseDilation(window);
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return execution.scope().maxPool2d(operands.input(), window);
    }

    /** The tangent of the element that wins; of several equal ones the first in reading order, as PyTorch's backward has it. */
    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Tensor x = operands.input().primal();
        Tensor xdot = operands.input().tangent();
        Tensor y = scope.maxPool2d(x, window);
        if (xdot == null) {
            return Dual.constant(y);
        }
        Tensor inside = ones(scope, x.shape());
        Tensor taken = null;
        Tensor ydot = null;
        for (int h = 0; h < window.kernelH(); h++) {
            for (int w = 0; w < window.kernelW(); w++) {
                Tensor wins = scope.mul(scope.equal(patch(scope, x, h, w), y), patch(scope, inside, h, w));
                wins = taken == null ? wins : scope.mul(wins, scope.shift(scope.scale(taken, -1), 1));
                taken = taken == null ? wins : scope.add(taken, wins);
                ydot = Tangents.add(scope, ydot, scope.mul(wins, patch(scope, xdot, h, w)));
            }
        }
        return new Dual(y, ydot);
    }

    private static Tensor ones(Scope scope, Shape x) {
        float[] values = new float[x.dim(2) * x.dim(3)];
        Arrays.fill(values, 1);
        return scope.of(HostTensor.of(Shape.of(1, 1, x.dim(2), x.dim(3)), values));
    }

    /** The element at kernel position (h, w) of every window. */
    private Tensor patch(Scope scope, Tensor x, int h, int w) {
        Padding padding = window.padding();
        Tensor padded = scope.pad(scope.pad(x, 2, padding.top(), padding.bottom()), 3, padding.left(), padding.right());
        int top = h * window.dilationH();
        int left = w * window.dilationW();
        int bottom = top + (window.outH(x.shape().dim(2)) - 1) * window.strideH() + 1;
        int right = left + (window.outW(x.shape().dim(3)) - 1) * window.strideW() + 1;
        Tensor rows = scope.slice(padded, 2, top, bottom, window.strideH());
        return scope.slice(rows, 3, left, right, window.strideW());
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output("MaxPool", List.of(onnx.input(0)), Conv2d.windowAttributes(window));
    }

    @Override
    public String torch(TorchNode torch) {
        TorchWindow pooled = TorchWindow.pooling(window);
        String x = pooled.over(torch.input(0), Double.NEGATIVE_INFINITY);
        return "F.max_pool2d(" + x + ", " + pooled.kernel() + pooled.options() + ")";
    }
}
