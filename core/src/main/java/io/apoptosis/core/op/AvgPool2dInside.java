package io.apoptosis.core.op;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.Window;
import java.util.Arrays;
import java.util.List;

/** Mean over those elements of each window that lie inside the image: padding does not count, as ONNX's default. */
public record AvgPool2dInside(Window window) implements Pooling, Homogeneous {
    public AvgPool2dInside {
        Pooling.refuseDilation(window);
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return pool(operands.input(), execution.scope());
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        return Tangents.linear(operands.input(), x -> pool(x, execution.scope()));
    }

    /** The mean with zeros counted, divided by the share of each window that is image. */
    private Tensor pool(Tensor x, Scope scope) {
        Shape image = Shape.of(1, 1, x.shape().dim(2), x.shape().dim(3));
        float[] ones = new float[Math.toIntExact(image.size())];
        Arrays.fill(ones, 1);
        Tensor share = scope.avgPool2d(scope.of(HostTensor.of(image, ones)), window);
        return scope.div(scope.avgPool2d(x, window), share);
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output("AveragePool", List.of(onnx.input(0)), Conv2d.windowAttributes(window));
    }

    @Override
    public String torch(TorchNode torch) {
        TorchWindow pooled = TorchWindow.pooling(window);
        String options = ", " + pooled.kernel() + pooled.options();
        if (pooled.inside()) {
            return "F.avg_pool2d(" + torch.input(0) + options + ", count_include_pad=False)";
        }
        String share = pooled.over("torch.ones_like(" + torch.input(0) + "[:1, :1])", 0);
        return "F.avg_pool2d(" + pooled.over(torch.input(0), 0) + options + ") / F.avg_pool2d(" + share + options + ")";
    }
}
