package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** (N, C, …) to (N, C·…): index c of the input is the run of indices c·inner … c·inner + inner - 1 of the output. */
public record Flatten() implements Operator, Homogeneous {
    @Override
    public List<String> trainable() {
        return List.of();
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        return Shape.of(x.dim(0), x.dim(1) * x.inner(1));
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return flatten(operands.input(), execution);
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        return Tangents.linear(operands.input(), x -> flatten(x, execution));
    }

    private static Tensor flatten(Tensor x, Execution execution) {
        Shape shape = x.shape();
        return execution.scope().reshape(x, Shape.of(shape.dim(0), shape.dim(1) * shape.inner(1)));
    }

    @Override
    public void couple(Links links) {
        int inner = links.shapes().input().inner(1);
        for (int i = 0; i < links.extent(links.out(1)); i++) {
            links.link(links.in(1), i / inner, links.out(1), i);
        }
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output("Flatten", List.of(onnx.input(0)), Map.of("axis", 1L));
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
        return torch.input(0) + ".flatten(1)";
    }
}
