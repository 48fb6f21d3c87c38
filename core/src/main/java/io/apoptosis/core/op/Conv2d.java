package io.apoptosis.core.op;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cross-correlation of (N, C, H, W) with weight (O, C/groups, kh, kw), plus bias (O) where there is one. Depthwise is groups = C.
 */
public record Conv2d(Window window, int groups) implements Operator, LinearMap, Weighted {
    public Conv2d {
        if (groups < 1) {
            throw new IllegalArgumentException("a convolution has at least one group");
        }
    }

    @Override
    public List<String> trainable() {
        return List.of("weight", "bias");
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        Shape weight = shapes.parameter("weight");
        if (x.rank() != 4 || weight.rank() != 4 || x.dim(1) != weight.dim(1) * groups || weight.dim(0) % groups != 0) {
            throw new ShapeMismatch("a convolution in " + groups + " group(s) with weight " + weight + " reads " + x);
        }
        if (weight.dim(2) != window.kernelH() || weight.dim(3) != window.kernelW()) {
            throw new ShapeMismatch(
                    "weight " + weight + " for a kernel of " + window.kernelH() + "x" + window.kernelW());
        }
        return Shape.of(x.dim(0), weight.dim(0), window.outH(x.dim(2)), window.outW(x.dim(3)));
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return convolve(operands.input(), operands, execution.scope());
    }

    /** ydot = W xdot + Wdot x + bdot with Wdot = W, bdot = b: the same convolution of x + xdot. */
    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Dual x = operands.input();
        Tensor y = convolve(x.primal(), operands, scope);
        Tensor xdot = x.tangent();
        return new Dual(y, xdot == null ? y : convolve(scope.add(x.primal(), xdot), operands, scope));
    }

    @Override
    public Coefficients coefficients(Operands<?> operands, Execution execution) {
        Tensor bias = operands.optional("bias");
        return new Coefficients(operands.parameter(WEIGHT), 1, bias, bias);
    }

    @Override
    public Tensor weigh(Scope scope, Tensor x, Tensor weight, @Nullable Tensor bias) {
        return scope.conv2d(x, weight, bias, window, groups);
    }

    /** Of stride 1, it is a convolution, too, padded by what the other lacks. */
    @Override
    public @Nullable Conv2d transposed() {
        int down = window.dilationH() * (window.kernelH() - 1);
        int across = window.dilationW() * (window.kernelW() - 1);
        Padding own = window.padding();
        if (window.strideH() != 1
                || window.strideW() != 1
                || Math.max(own.top(), own.bottom()) > down
                || Math.max(own.left(), own.right()) > across) {
            return null;
        }
        Padding lacking = new Padding(down - own.top(), down - own.bottom(), across - own.left(), across - own.right());
        return new Conv2d(
                new Window(window.kernelH(), window.kernelW(), 1, 1, lacking, window.dilationH(), window.dilationW()),
                groups);
    }

    /** Turned by 180 degrees, input and output of each group changed over. */
    @Override
    public Tensor turned(Scope scope, Tensor weight) {
        Shape shape = weight.shape();
        int out = shape.dim(0) / groups;
        int in = shape.dim(1);
        Tensor turned = window.kernelH() * window.kernelW() == 1 ? weight : scope.flip(weight, 2, 3);
        Tensor apart = scope.reshape(turned, Shape.of(groups, out, in, shape.dim(2), shape.dim(3)));
        return scope.reshape(
                scope.transpose(apart, 0, 2, 1, 3, 4), Shape.of(groups * in, out, shape.dim(2), shape.dim(3)));
    }

    @Override
    public int channels(int rank) {
        return 1;
    }

    private Tensor convolve(Tensor x, Operands<?> operands, Scope scope) {
        return weigh(scope, x, operands.parameter(WEIGHT), operands.optional("bias"));
    }

    @Override
    public void couple(Links links) {
        couple(links, groups);
    }

    /**
     * With several groups, the same position in every group goes together, so that the groups stay equally wide. Depthwise, a
     * group IS a channel: channels go one by one.
     */
    static void couple(Links links, int groups) {
        int perGroupIn = links.extent(links.parameter("weight", 1));
        int perGroupOut = links.extent(links.out(1)) / groups;
        boolean depthwise = groups > 1 && perGroupIn == 1;
        for (int c = 0; c < links.extent(links.in(1)); c++) {
            if (!depthwise) {
                links.link(links.in(1), c, links.parameter("weight", 1), c % perGroupIn);
            }
        }
        links.same(links.out(1), links.parameter("weight", 0));
        if (links.has("bias")) {
            links.same(links.out(1), links.parameter("bias", 0));
        }
        if (groups > 1) {
            for (int o = 0; o < groups * perGroupOut; o++) {
                if (depthwise) {
                    links.link(links.out(1), o, links.in(1), o / perGroupOut);
                } else {
                    links.link(links.out(1), o, links.out(1), o % perGroupOut);
                }
            }
        }
    }

    /** Each position of the kernel picks its element: a convolution with a one for it. */
    @Override
    public Tensor patches(Scope scope, Tensor input, Shape weight) {
        int channels = input.shape().dim(1);
        int positions = window.kernelH() * window.kernelW();
        double[] picks = new double[channels * positions * positions];
        for (int i = 0; i < channels * positions; i++) {
            picks[i * positions + i % positions] = 1;
        }
        Shape kernels = Shape.of(channels * positions, 1, window.kernelH(), window.kernelW());
        Tensor picked = scope.conv2d(input, scope.of(HostTensor.of(kernels, picks)), null, window, channels);
        return inGroups(scope, picked);
    }

    @Override
    public Tensor places(Scope scope, Tensor output) {
        return inGroups(scope, output);
    }

    private Tensor inGroups(Scope scope, Tensor x) {
        Shape shape = x.shape();
        int perGroup = shape.dim(1) / groups;
        return scope.reshape(x, Shape.of(shape.dim(0), groups, perGroup, shape.dim(2) * shape.dim(3)));
    }

    @Override
    public long macs(Shapes shapes) {
        Shape y = shape(shapes);
        return shapes.parameter("weight").size() * y.dim(2) * y.dim(3);
    }

    @Override
    public Conv2d shrink(Kept kept) {
        int channels = kept.input(0, 1).length;
        int perGroup = kept.parameter("weight", 1).length;
        return groups == 1 ? this : new Conv2d(window, channels / perGroup);
    }

    @Override
    public void export(OnnxNode onnx) {
        List<String> inputs = new ArrayList<>(List.of(onnx.input(0), onnx.parameter("weight")));
        if (onnx.has("bias")) {
            inputs.add(onnx.parameter("bias"));
        }
        onnx.output("Conv", inputs, onnxAttributes());
    }

    Map<String, Object> onnxAttributes() {
        Map<String, Object> attributes = new LinkedHashMap<>(windowAttributes(window));
        attributes.put("dilations", new long[] {window.dilationH(), window.dilationW()});
        attributes.put("group", (long) groups);
        return attributes;
    }

    /** Kernel, strides and pads as Conv and the pooling operators of ONNX take them. */
    static Map<String, Object> windowAttributes(Window window) {
        Padding padding = window.padding();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("kernel_shape", new long[] {window.kernelH(), window.kernelW()});
        attributes.put("strides", new long[] {window.strideH(), window.strideW()});
        attributes.put("pads", new long[] {padding.top(), padding.left(), padding.bottom(), padding.right()});
        return attributes;
    }

    @Override
    public String torch(TorchNode torch) {
        Shape weight = torch.shapes().parameter("weight");
        TorchWindow window = TorchWindow.convolution(this.window);
        String constructor = "nn.Conv2d(" + weight.dim(1) * groups + ", " + weight.dim(0) + ", " + window.kernel()
                + torchOptions() + ", bias=" + PythonLiteral.of(torch.has("bias")) + ")";
        return torch.layer(constructor)
                .map(layer -> layer + "(" + window.over(torch.input(0), 0) + ")")
                .orElseGet(() -> function(torch));
    }

    String function(TorchNode torch) {
        String x = TorchWindow.convolution(window).over(torch.input(0), 0);
        return "F.conv2d(" + x + ", " + torch.parameter("weight") + ", " + torch.parameter("bias") + torchOptions()
                + ")";
    }

    private String torchOptions() {
        return TorchWindow.convolution(window).options() + (groups == 1 ? "" : ", groups=" + groups);
    }
}
