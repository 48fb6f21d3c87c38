package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Transposed convolution of (N, C, H, W) with weight (C, O, kh, kw), plus bias (O) where there is one. The window is that of the
 * convolution whose transpose this is; {@code bottom} and {@code right} lengthen the output (PyTorch's output padding).
 */
public record ConvTranspose2d(Window window, int bottom, int right) implements Operator {
    public ConvTranspose2d {
        if (bottom < 0 || right < 0) {
            throw new IllegalArgumentException("output padding is not negative");
        }
        // Refuses a padding wider than the kernel reaches.
        inner(window, bottom, right);
    }

    @Override
    public List<String> trainable() {
        return List.of("weight", "bias");
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        Shape weight = shapes.parameter("weight");
        if (x.rank() != 4 || weight.rank() != 4 || x.dim(1) != weight.dim(0)) {
            throw new ShapeMismatch("a transposed convolution with weight " + weight + " reads " + x);
        }
        if (weight.dim(2) != window.kernelH() || weight.dim(3) != window.kernelW()) {
            throw new ShapeMismatch(
                    "weight " + weight + " for a kernel of " + window.kernelH() + "x" + window.kernelW());
        }
        Window correlation = correlation();
        return Shape.of(
                x.dim(0),
                weight.dim(1),
                correlation.outH((x.dim(2) - 1) * window.strideH() + 1),
                correlation.outW((x.dim(3) - 1) * window.strideW() + 1));
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return map(operands.input(), operands, execution.scope());
    }

    /** As a convolution's: the same map of x + xdot. */
    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Tensor x = operands.input().primal();
        Tensor xdot = operands.input().tangent();
        Tensor y = map(x, operands, scope);
        return new Dual(y, xdot == null ? y : map(scope.add(x, xdot), operands, scope));
    }

    /** The correlation of x, zeros between its pixels, with the kernel turned round. */
    private Tensor map(Tensor x, Operands<?> operands, Scope scope) {
        Tensor turned = scope.transpose(scope.flip(operands.parameter("weight"), 2, 3), 1, 0, 2, 3);
        return scope.conv2d(spread(x, scope), turned, operands.optional("bias"), correlation(), 1);
    }

    private Tensor spread(Tensor x, Scope scope) {
        Shape s = x.shape();
        int height = s.dim(2) * window.strideH();
        int width = s.dim(3) * window.strideW();
        Tensor apart = scope.reshape(x, Shape.of(s.dim(0), s.dim(1), s.dim(2), 1, s.dim(3), 1));
        Tensor rows = scope.pad(apart, 3, 0, window.strideH() - 1);
        Tensor pixels = scope.pad(rows, 5, 0, window.strideW() - 1);
        Tensor image = scope.reshape(pixels, Shape.of(s.dim(0), s.dim(1), height, width));
        Tensor upper = scope.slice(image, 2, 0, height - window.strideH() + 1, 1);
        return scope.slice(upper, 3, 0, width - window.strideW() + 1, 1);
    }

    private Window correlation() {
        return new Window(
                window.kernelH(),
                window.kernelW(),
                1,
                1,
                inner(window, bottom, right),
                window.dilationH(),
                window.dilationW());
    }

    private static Padding inner(Window window, int bottom, int right) {
        int height = window.dilationH() * (window.kernelH() - 1);
        int width = window.dilationW() * (window.kernelW() - 1);
        Padding outer = window.padding();
        return new Padding(
                height - outer.top(),
                height - outer.bottom() + bottom,
                width - outer.left(),
                width - outer.right() + right);
    }

    @Override
    public void couple(Links links) {
        links.same(links.in(1), links.parameter("weight", 0));
        links.same(links.out(1), links.parameter("weight", 1));
        if (links.has("bias")) {
            links.same(links.out(1), links.parameter("bias", 0));
        }
    }

    @Override
    public long macs(Shapes shapes) {
        Shape x = shapes.input();
        return shapes.parameter("weight").size() * x.dim(2) * x.dim(3);
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
        Map<String, Object> attributes = new LinkedHashMap<>(Conv2d.windowAttributes(window));
        attributes.put("dilations", new long[] {window.dilationH(), window.dilationW()});
        attributes.put("output_padding", new long[] {bottom, right});
        onnx.output("ConvTranspose", inputs, attributes);
    }

    @Override
    public String torch(TorchNode torch) {
        Padding padding = window.padding();
        boolean symmetric = padding.top() == padding.bottom() && padding.left() == padding.right();
        String options = symmetric ? symmetric(padding) : whole(padding);
        Shape weight = torch.shapes().parameter("weight");
        String constructor = "nn.ConvTranspose2d(" + weight.dim(0) + ", " + weight.dim(1) + ", "
                + TorchWindow.convolution(window).kernel() + options + ", bias=" + PythonLiteral.of(torch.has("bias"))
                + ")";
        String y = torch.layer(constructor)
                .map(layer -> layer + "(" + torch.input(0) + ")")
                .orElseGet(() -> "F.conv_transpose2d(" + torch.input(0) + ", " + torch.parameter("weight") + ", "
                        + torch.parameter("bias") + options + ")");
        return symmetric
                ? y
                : y + "[:, :, " + cut(padding.top(), padding.bottom() - bottom) + ", "
                        + cut(padding.left(), padding.right() - right) + "]";
    }

    private String symmetric(Padding padding) {
        return ", stride=" + PythonLiteral.pair(window.strideH(), window.strideW()) + ", padding="
                + PythonLiteral.pair(padding.top(), padding.left()) + ", output_padding="
                + PythonLiteral.pair(bottom, right)
                + TorchWindow.convolution(window).dilation();
    }

    /** PyTorch's padding is the same at both ends; here the whole output is made, what is too much of it cut off afterwards. */
    private String whole(Padding padding) {
        return ", stride=" + PythonLiteral.pair(window.strideH(), window.strideW()) + ", output_padding="
                + PythonLiteral.pair(Math.max(bottom - padding.bottom(), 0), Math.max(right - padding.right(), 0))
                + TorchWindow.convolution(window).dilation();
    }

    private static String cut(int before, int after) {
        return before + ":" + (after > 0 ? "-" + after : "");
    }
}
