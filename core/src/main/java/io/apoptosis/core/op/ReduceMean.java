package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Mean over some axes, which are pinned: fewer of them would be another mean. */
public record ReduceMean(List<Integer> axes, boolean keepDims) implements Operator, Homogeneous {
    public ReduceMean {
        axes = List.copyOf(axes);
    }

    @Override
    public List<String> trainable() {
        return List.of();
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        int[] dims = x.dims();
        for (int axis : axes) {
            if (axis < 1 || axis >= x.rank()) {
                throw new ShapeMismatch("takes the mean over axis " + axis + " of " + x);
            }
            dims[axis] = 1;
        }
        return Shape.of(keepDims ? dims : left(x.rank()).map(axis -> dims[axis]).toArray());
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return execution.scope().mean(operands.input(), over(), keepDims);
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        return Tangents.linear(operands.input(), x -> execution.scope().mean(x, over(), keepDims));
    }

    private int[] over() {
        return axes.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The axes that stay. */
    private IntStream left(int rank) {
        return IntStream.range(0, rank).filter(axis -> !axes.contains(axis));
    }

    @Override
    public void couple(Links links) {
        int[] left = left(links.shapes().input().rank()).toArray();
        for (int i = 0; i < left.length; i++) {
            links.same(links.in(left[i]), links.out(keepDims ? left[i] : i));
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
        long[] over = axes.stream().mapToLong(Integer::longValue).toArray();
        onnx.output("ReduceMean", List.of(onnx.input(0)), Map.of("axes", over, "keepdims", keepDims ? 1L : 0L));
    }

    @Override
    public String torch(TorchNode torch) {
        return torch.input(0) + ".mean(dim=" + PythonLiteral.tuple(over()) + ", keepdim=" + PythonLiteral.of(keepDims)
                + ")";
    }
}
