package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Zeros before and after one axis. On the channel axis (ResNet's option-A shortcut) index i of the input is index before + i of the output, and the groups follow the shift. */
public record Pad(int axis, int before, int after) implements Operator, Homogeneous {
    public Pad {
        if (before < 0 || after < 0) {
            throw new IllegalArgumentException("padding is not negative");
        }
    }

    @Override
    public List<String> trainable() {
        return List.of();
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        return x.with(axis, before + x.dim(axis) + after);
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return execution.scope().pad(operands.input(), axis, before, after);
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        return Tangents.linear(operands.input(), x -> execution.scope().pad(x, axis, before, after));
    }

    @Override
    public void couple(Links links) {
        for (int a = 0; a < links.output().rank(); a++) {
            int shift = a == axis ? before : 0;
            for (int i = 0; i < links.extent(links.in(a)); i++) {
                links.link(links.in(a), i, links.out(a), shift + i);
            }
        }
    }

    @Override
    public Operator shrink(Kept kept) {
        int[] left = kept.output(axis);
        int leading = (int) Arrays.stream(left).filter(i -> i < before).count();
        return new Pad(axis, leading, left.length - leading - kept.input(0, axis).length);
    }

    @Override
    public void export(OnnxNode onnx) {
        int rank = onnx.shapes().input().rank();
        long[] pads = new long[2 * rank];
        pads[axis] = before;
        pads[rank + axis] = after;
        onnx.output("Pad", List.of(onnx.input(0), onnx.constant(pads)), Map.of());
    }

    @Override
    public long macs(Shapes shapes) {
        return 0;
    }

    @Override
    public String torch(TorchNode torch) {
        int[] ends = new int[2 * (torch.shapes().input().rank() - axis)];
        ends[ends.length - 2] = before;
        ends[ends.length - 1] = after;
        return "F.pad(" + torch.input(0) + ", " + PythonLiteral.tuple(ends) + ")";
    }
}
