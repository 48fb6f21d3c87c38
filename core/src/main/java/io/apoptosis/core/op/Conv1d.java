package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cross-correlation of (N, C, L) with weight (O, C/groups, k), plus bias (O) where there is one. */
public record Conv1d(int kernel, int stride, int before, int after, int dilation, int groups) implements Operator {
    @Override
    public List<String> trainable() {
        return List.of("weight", "bias");
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        Shape weight = shapes.parameter("weight");
        if (x.rank() != 3 || weight.rank() != 3 || x.dim(1) != weight.dim(1) * groups || weight.dim(0) % groups != 0) {
            throw new ShapeMismatch("a convolution in " + groups + " group(s) with weight " + weight + " reads " + x);
        }
        if (weight.dim(2) != kernel) {
            throw new ShapeMismatch("weight " + weight + " for a kernel of " + kernel);
        }
        return Shape.of(x.dim(0), weight.dim(0), window().outW(x.dim(2)));
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return convolve(operands.input(), operands, execution.scope());
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Tensor x = operands.input().primal();
        Tensor xdot = operands.input().tangent();
        Tensor y = convolve(x, operands, scope);
        return new Dual(y, xdot == null ? y : convolve(scope.add(x, xdot), operands, scope));
    }

    /** As an image of one row. */
    private Tensor convolve(Tensor x, Operands<?> operands, Scope scope) {
        Tensor weight = row(operands.parameter("weight"), scope);
        Tensor y = scope.conv2d(row(x, scope), weight, operands.optional("bias"), window(), groups);
        Shape rows = y.shape();
        return scope.reshape(y, Shape.of(rows.dim(0), rows.dim(1), rows.dim(3)));
    }

    private static Tensor row(Tensor x, Scope scope) {
        Shape shape = x.shape();
        return scope.reshape(x, Shape.of(shape.dim(0), shape.dim(1), 1, shape.dim(2)));
    }

    private Window window() {
        return new Window(1, kernel, 1, stride, new Padding(0, 0, before, after), 1, dilation);
    }

    @Override
    public void couple(Links links) {
        Conv2d.couple(links, groups);
    }

    @Override
    public long macs(Shapes shapes) {
        return shapes.parameter("weight").size() * shape(shapes).dim(2);
    }

    @Override
    public Operator shrink(Kept kept) {
        int left = groups == 1 ? 1 : kept.input(0, 1).length / kept.parameter("weight", 1).length;
        return new Conv1d(kernel, stride, before, after, dilation, left);
    }

    @Override
    public void export(OnnxNode onnx) {
        List<String> inputs = new ArrayList<>(List.of(onnx.input(0), onnx.parameter("weight")));
        if (onnx.has("bias")) {
            inputs.add(onnx.parameter("bias"));
        }
        onnx.output(
                "Conv",
                inputs,
                Map.of(
                        "kernel_shape", new long[] {kernel},
                        "strides", new long[] {stride},
                        "pads", new long[] {before, after},
                        "dilations", new long[] {dilation},
                        "group", (long) groups));
    }

    @Override
    public String torch(TorchNode torch) {
        Shape weight = torch.shapes().parameter("weight");
        String x = before == after
                ? torch.input(0)
                : "F.pad(" + torch.input(0) + ", " + PythonLiteral.tuple(before, after) + ")";
        String options = ", stride=" + stride + ", padding=" + (before == after ? before : 0) + ", dilation=" + dilation
                + ", groups=" + groups;
        String constructor = "nn.Conv1d(" + weight.dim(1) * groups + ", " + weight.dim(0) + ", " + kernel + options
                + ", bias=" + PythonLiteral.of(torch.has("bias")) + ")";
        return torch.layer(constructor)
                .map(layer -> layer + "(" + x + ")")
                .orElseGet(() -> "F.conv1d(" + x + ", " + torch.parameter("weight") + ", " + torch.parameter("bias")
                        + options + ")");
    }
}
