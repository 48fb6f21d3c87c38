package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Mean over the spatial axes: (N, C, H, W) to (N, C). */
public record GlobalAvgPool() implements Operator, Homogeneous {
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
        return Shape.of(x.dim(0), x.dim(1));
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return execution.scope().mean(operands.input(), new int[] {2, 3}, false);
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        return Tangents.linear(operands.input(), x -> execution.scope().mean(x, new int[] {2, 3}, false));
    }

    @Override
    public void couple(Links links) {
        links.same(links.in(1), links.out(1));
    }

    @Override
    public void export(OnnxNode onnx) {
        String pooled = onnx.intermediate("GlobalAveragePool", List.of(onnx.input(0)), Map.of());
        onnx.output("Flatten", List.of(pooled), Map.of("axis", 1L));
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
    public String torch(TorchNode torch) {
        return torch.input(0) + ".mean(dim=(2, 3))";
    }
}
