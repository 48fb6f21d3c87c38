package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Mean over each window; padding counts as zeros, as PyTorch's default. */
public record AvgPool2d(Window window) implements Pooling, Homogeneous {
    public AvgPool2d {
        Pooling.refuseDilation(window);
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return execution.scope().avgPool2d(operands.input(), window);
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        return Tangents.linear(operands.input(), x -> execution.scope().avgPool2d(x, window));
    }

    @Override
    public void export(OnnxNode onnx) {
        Map<String, Object> attributes = new HashMap<>(Conv2d.windowAttributes(window));
        attributes.put("count_include_pad", 1L);
        onnx.output("AveragePool", List.of(onnx.input(0)), attributes);
    }

    @Override
    public String torch(TorchNode torch) {
        TorchWindow pooled = TorchWindow.pooling(window);
        return "F.avg_pool2d(" + pooled.over(torch.input(0), 0) + ", " + pooled.kernel() + pooled.options() + ")";
    }
}
