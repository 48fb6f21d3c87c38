package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several axes as one, what {@link SplitAxis} undoes. The indices of one of them, the carrier, are what can be removed, each with all it has
 * in the others, which are pinned: of heads and channels per head, the same channel of every head.
 */
public record MergeAxes(int axis, int count, int carrier) implements Operator, Homogeneous {
    public MergeAxes {
        if (axis < 1 || count < 1 || carrier < 0 || carrier >= count) {
            throw new IllegalArgumentException(count + " axes from " + axis + " on have no part " + carrier);
        }
    }

    @Override
    public List<String> trainable() {
        return List.of();
    }

    @Override
    public Shape shape(Shapes shapes) {
        if (axis + count > shapes.input().rank()) {
            throw new ShapeMismatch("merges " + count + " axes of " + shapes.input() + " from " + axis + " on");
        }
        return merged(shapes.input());
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return merge(operands.input(), execution);
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        return Tangents.linear(operands.input(), x -> merge(x, execution));
    }

    private Tensor merge(Tensor x, Execution execution) {
        return execution.scope().reshape(x, merged(x.shape()));
    }

    private Shape merged(Shape x) {
        IntStream before = IntStream.range(0, axis).map(x::dim);
        IntStream after = IntStream.range(axis + count, x.rank()).map(x::dim);
        IntStream one = IntStream.of(product(x, axis, axis + count));
        return Shape.of(IntStream.concat(IntStream.concat(before, one), after).toArray());
    }

    private static int product(Shape shape, int from, int to) {
        return IntStream.range(from, to).map(shape::dim).reduce(1, Math::multiplyExact);
    }

    @Override
    public void couple(Links links) {
        Shape x = links.shapes().input();
        for (int a = 0; a < links.output().rank(); a++) {
            if (a != axis) {
                links.same(links.in(a < axis ? a : a + count - 1), links.out(a));
            }
        }
        int inner = product(x, axis + carrier + 1, axis + count);
        for (int i = 0; i < links.extent(links.out(axis)); i++) {
            links.link(links.in(axis + carrier), i / inner % x.dim(axis + carrier), links.out(axis), i);
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
        onnx.reshape(shape(onnx.shapes()));
    }

    @Override
    public String torch(TorchNode torch) {
        return torch.input(0) + ".flatten(" + axis + ", " + (axis + count - 1) + ")";
    }
}
