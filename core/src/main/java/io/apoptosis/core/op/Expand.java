package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Axes of extent 1 repeated until one sample has this shape: a key shared by several query heads. */
public record Expand(Shape sample) implements Operator, Homogeneous {
    @Override
    public List<String> trainable() {
        return List.of();
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        Shape y = batched(x.dim(0));
        for (int axis = 1; axis < x.rank(); axis++) {
            if (x.rank() != y.rank() || x.dim(axis) != y.dim(axis) && x.dim(axis) != 1) {
                throw new ShapeMismatch("repeats " + x + " to " + y);
            }
        }
        return y;
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return execution
                .scope()
                .expand(operands.input(), batched(operands.input().shape().dim(0)));
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        return Tangents.linear(
                operands.input(),
                x -> execution.scope().expand(x, batched(x.shape().dim(0))));
    }

    private Shape batched(int batch) {
        return Shape.of(IntStream.concat(IntStream.of(batch), IntStream.of(sample.dims()))
                .toArray());
    }

    @Override
    public void couple(Links links) {
        for (int axis = 0; axis < links.output().rank(); axis++) {
            if (links.extent(links.in(axis)) == links.extent(links.out(axis))) {
                links.same(links.in(axis), links.out(axis));
            }
        }
    }

    @Override
    public long macs(Shapes shapes) {
        return 0;
    }

    @Override
    public Operator shrink(Kept kept) {
        int[] dims = IntStream.rangeClosed(1, sample.rank())
                .map(axis -> kept.output(axis).length)
                .toArray();
        return new Expand(Shape.of(dims));
    }

    @Override
    public void export(OnnxNode onnx) {
        long[] target = IntStream.concat(IntStream.of(1), IntStream.of(sample.dims()))
                .asLongStream()
                .toArray();
        onnx.output("Expand", List.of(onnx.input(0), onnx.constant(target)), Map.of());
    }

    @Override
    public String torch(TorchNode torch) {
        return torch.input(0) + ".expand(-1, "
                + IntStream.of(sample.dims()).mapToObj(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }
}
