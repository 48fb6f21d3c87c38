package io.apoptosis.core.io.onnx;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Rearranges the elements of constants. */
final class Elements {
    private Elements() {}

    /** The tensor whose element i is element {@code from(i)} of {@code tensor}. */
    static HostTensor pick(HostTensor tensor, Shape shape, IntUnaryOperator from) {
        int size = Math.toIntExact(shape.size());
        HostTensor result = HostTensor.zeros(tensor.dtype(), shape);
        switch (tensor.dtype()) {
            case FLOAT32 ->
                IntStream.range(0, size).forEach(i -> result.floats()[i] = tensor.floats()[from.applyAsInt(i)]);
            case FLOAT64 ->
                IntStream.range(0, size).forEach(i -> result.doubles()[i] = tensor.doubles()[from.applyAsInt(i)]);
            case INT64 -> IntStream.range(0, size).forEach(i -> result.longs()[i] = tensor.longs()[from.applyAsInt(i)]);
        }
        return result;
    }

    static HostTensor transpose(HostTensor tensor, int[] order) {
        Shape from = tensor.shape();
        Shape to = Shape.of(IntStream.of(order).map(from::dim).toArray());
        return pick(tensor, to, i -> {
            int at = 0;
            for (int axis = 0; axis < order.length; axis++) {
                at += i / to.inner(axis) % to.dim(axis) * from.inner(order[axis]);
            }
            return at;
        });
    }

    /** Axes of extent 1 repeated, aligned at the last axis. */
    static HostTensor expand(HostTensor tensor, Shape shape) {
        Shape from = tensor.shape();
        int shift = shape.rank() - from.rank();
        return from.equals(shape)
                ? tensor
                : pick(tensor, shape, i -> {
                    int at = 0;
                    for (int axis = 0; axis < from.rank(); axis++) {
                        int index = i / shape.inner(axis + shift) % shape.dim(axis + shift);
                        at += from.dim(axis) == 1 ? 0 : index * from.inner(axis);
                    }
                    return at;
                });
    }

    /** The shape that both take on. */
    static Shape broadcast(OnnxOp op, Shape a, Shape b) {
        int rank = Math.max(a.rank(), b.rank());
        int[] dims = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int left = axis < rank - a.rank() ? 1 : a.dim(axis - rank + a.rank());
            int right = axis < rank - b.rank() ? 1 : b.dim(axis - rank + b.rank());
            if (left != right && left != 1 && right != 1) {
                throw op.refused("combines constants " + a + " and " + b);
            }
            dims[axis] = left == 1 ? right : left;
        }
        return Shape.of(dims);
    }

    /** Parts of one type that differ along one axis only. */
    static HostTensor concat(List<HostTensor> parts, int axis) {
        Shape first = parts.get(0).shape();
        int extent = parts.stream().mapToInt(part -> part.shape().dim(axis)).sum();
        HostTensor result = HostTensor.zeros(parts.get(0).dtype(), first.with(axis, extent));
        int inner = first.inner(axis);
        int offset = 0;
        for (HostTensor part : parts) {
            int run = part.shape().dim(axis) * inner;
            for (int outer = 0; outer < first.outer(axis); outer++) {
                System.arraycopy(data(part), outer * run, data(result), (outer * extent + offset) * inner, run);
            }
            offset += part.shape().dim(axis);
        }
        return result;
    }

    private static Object data(HostTensor tensor) {
        return switch (tensor.dtype()) {
            case FLOAT32 -> tensor.floats();
            case FLOAT64 -> tensor.doubles();
            case INT64 -> tensor.longs();
        };
    }
}
