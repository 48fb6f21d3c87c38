package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Indices begin, begin + stride, … below end of one axis. A strided axis is pinned: what is left of it would no longer be a slice. */
public record Slice(int axis, int begin, int end, int stride) implements Operator, Homogeneous {
    public Slice {
        if (begin < 0 || end <= begin || stride < 1) {
            throw new IllegalArgumentException(
                    "a slice " + begin + ":" + end + ":" + stride + " is empty or runs backwards");
        }
    }

    @Override
    public List<String> trainable() {
        return List.of();
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        if (axis >= x.rank() || end > x.dim(axis)) {
            throw new ShapeMismatch("slices " + begin + ":" + end + ":" + stride + " of axis " + axis + " of " + x);
        }
        return x.with(axis, (end - begin + stride - 1) / stride);
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return cut(operands.input(), execution);
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        return Tangents.linear(operands.input(), x -> cut(x, execution));
    }

    private Tensor cut(Tensor x, Execution execution) {
        return execution.scope().slice(x, axis, begin, end, stride);
    }

    @Override
    public void couple(Links links) {
        for (int a = 0; a < links.output().rank(); a++) {
            if (a != axis) {
                links.same(links.in(a), links.out(a));
            } else if (stride == 1) {
                for (int i = begin; i < end; i++) {
                    links.link(links.in(a), i, links.out(a), i - begin);
                }
            }
        }
    }

    @Override
    public Operator shrink(Kept kept) {
        if (stride != 1) {
            return this;
        }
        int place = Arrays.binarySearch(kept.input(0, axis), begin);
        int first = place < 0 ? -place - 1 : place;
        return new Slice(axis, first, first + kept.output(axis).length, 1);
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.output(
                "Slice",
                List.of(
                        onnx.input(0),
                        onnx.constant(new long[] {begin}),
                        onnx.constant(new long[] {end}),
                        onnx.constant(new long[] {axis}),
                        onnx.constant(new long[] {stride})),
                Map.of());
    }

    @Override
    public long macs(Shapes shapes) {
        return 0;
    }

    @Override
    public String torch(TorchNode torch) {
        String step = stride == 1 ? "" : ":" + stride;
        return torch.input(0) + "[" + ":, ".repeat(axis) + begin + ":" + end + step + "]";
    }
}
