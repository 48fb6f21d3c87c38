package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** The same elements under other extents; the batch axis stays. Where one axis is split, the parts of one leading index stay together; where axes are merged, the leading one is followed; an axis inside a split or merge is pinned. */
public record Reshape(Shape sample) implements Operator, Homogeneous {
    @Override
    public List<String> trainable() {
        return List.of();
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        Shape y = batched(x.dim(0));
        if (y.size() != x.size()) {
            throw new ShapeMismatch("reshapes " + x + " to " + y);
        }
        return y;
    }

    private Shape batched(int batch) {
        return Shape.of(IntStream.concat(IntStream.of(batch), IntStream.of(sample.dims()))
                .toArray());
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return reshape(operands.input(), execution);
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        return Tangents.linear(operands.input(), x -> reshape(x, execution));
    }

    private Tensor reshape(Tensor x, Execution execution) {
        return execution.scope().reshape(x, batched(x.shape().dim(0)));
    }

    /** Axes of both sides that start at the same element correspond; one index of the coarser covers a run of the finer. */
    @Override
    public void couple(Links links) {
        Shape x = links.shapes().input();
        Shape y = links.output();
        for (int a = 1; a < x.rank(); a++) {
            for (int b = 1; b < y.rank(); b++) {
                if (x.outer(a) == y.outer(b) && x.dim(a) > 1 && y.dim(b) > 1) {
                    alignStarts(links, a, b);
                }
            }
        }
    }

    private static void alignStarts(Links links, int a, int b) {
        int in = links.extent(links.in(a));
        int out = links.extent(links.out(b));
        int run = Math.max(in, out) / Math.min(in, out);
        if (Math.max(in, out) % Math.min(in, out) != 0) {
            return;
        }
        for (int i = 0; i < Math.max(in, out); i++) {
            links.link(links.in(a), in > out ? i : i / run, links.out(b), in > out ? i / run : i);
        }
    }

    @Override
    public Operator shrink(Kept kept) {
        int[] dims = IntStream.range(1, sample.rank() + 1)
                .map(axis -> kept.output(axis).length)
                .toArray();
        return new Reshape(Shape.of(dims));
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.reshape(shape(onnx.shapes()));
    }

    @Override
    public long macs(Shapes shapes) {
        return 0;
    }

    @Override
    public String torch(TorchNode torch) {
        return torch.input(0) + ".reshape("
                + PythonLiteral.tuple(IntStream.concat(IntStream.of(-1), IntStream.of(sample.dims()))
                        .toArray()) + ")";
    }
}
