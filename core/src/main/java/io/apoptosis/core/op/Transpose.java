package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Axes in another order, the batch first: axis a of the output is axis axes[a] of the input. */
public record Transpose(List<Integer> axes) implements Operator, Homogeneous {
    public Transpose {
        axes = List.copyOf(axes);
        if (!IntStream.range(0, axes.size())
                        .boxed()
                        .toList()
                        .equals(axes.stream().sorted().toList())
                || axes.isEmpty()
                || axes.get(0) != 0) {
            throw new IllegalArgumentException("not an order of axes with the batch first: " + axes);
        }
    }

    @Override
    public List<String> trainable() {
        return List.of();
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        if (x.rank() != axes.size()) {
            throw new ShapeMismatch("puts the axes of " + x + " in the order " + axes);
        }
        return Shape.of(axes.stream().mapToInt(x::dim).toArray());
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return execution.scope().transpose(operands.input(), order());
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        return Tangents.linear(operands.input(), x -> execution.scope().transpose(x, order()));
    }

    private int[] order() {
        return axes.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public void couple(Links links) {
        for (int a = 0; a < axes.size(); a++) {
            links.same(links.in(axes.get(a)), links.out(a));
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
        long[] order = axes.stream().mapToLong(Integer::longValue).toArray();
        onnx.output("Transpose", List.of(onnx.input(0)), Map.of("perm", order));
    }

    @Override
    public String torch(TorchNode torch) {
        return torch.input(0) + ".permute(" + PythonLiteral.tuple(order()) + ")";
    }
}
