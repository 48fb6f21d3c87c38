package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Mean over each window; padding counts as zeros, as PyTorch's default. */
public record AvgPool2d(Window window) implements Operator {
    @Override
    public List<String> trainable() {
        return List.of();
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        if (x.rank() != 4) {
            throw new ShapeMismatch("pools over two spatial axes, got " + x);
        }
        return Shape.of(x.dim(0), x.dim(1), window.outH(x.dim(2)), window.outW(x.dim(3)));
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
    public void couple(Links links) {
        links.same(links.in(1), links.out(1));
    }

    @Override
    public void export(OnnxNode onnx) {
        Map<String, Object> attributes = new HashMap<>(Conv2d.windowAttributes(window));
        attributes.put("count_include_pad", 1L);
        onnx.output("AveragePool", List.of(onnx.input(0)), attributes);
    }

    @Override
    public long macs(Shapes shapes) {
        return 0;
    }

    @Override
    public Operator shrink(Kept kept) {
        return this;
    }
}
