package io.apoptosis.core.io.onnx;

import io.apoptosis.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The extents that operators about shapes ask for. */
final class Targets {
    private Targets() {}

    static Shape shape(OnnxOp op, long[] dims) {
        if (LongStream.of(dims).anyMatch(dim -> dim < 0 || dim > Integer.MAX_VALUE)) {
            throw op.refused("asks for the impossible shape " + Arrays.toString(dims));
        }
        Shape shape = Shape.of(LongStream.of(dims).mapToInt(Math::toIntExact).toArray());
        Math.toIntExact(shape.size());
        return shape;
    }

    static int axis(OnnxOp op, long axis, int rank) {
        long at = axis < 0 ? axis + rank : axis;
        if (at < 0 || at >= rank) {
            throw op.refused("speaks of axis " + axis + " of " + rank);
        }
        return (int) at;
    }

    static int[] order(OnnxOp op, long[] perm, int rank) {
        int[] order = LongStream.of(perm).mapToInt(axis -> axis(op, axis, rank)).toArray();
        if (!Arrays.equals(
                IntStream.of(order).sorted().toArray(), IntStream.range(0, rank).toArray())) {
            throw op.refused("orders " + rank + " axes as " + Arrays.toString(perm));
        }
        return order;
    }

    /** Reshape's target; 0 stands for the extent as it is, -1 for what is left. */
    static long[] reshape(OnnxOp op, long[] dims) {
        long[] target = op.known(1).tensor().longs().clone();
        boolean zeroIsZero = op.integer("allowzero", 0) != 0;
        int open = -1;
        long rest = LongStream.of(dims).reduce(1, Math::multiplyExact);
        for (int i = 0; i < target.length; i++) {
            if (target[i] == 0 && !zeroIsZero && i < dims.length) {
                target[i] = dims[i];
            }
            if (target[i] == -1 && open < 0) {
                open = i;
            } else if (target[i] < 1 || rest % target[i] != 0) {
                throw op.refused("gives %s the shape %s".formatted(Arrays.toString(dims), Arrays.toString(target)));
            } else {
                rest /= target[i];
            }
        }
        if (open >= 0) {
            target[open] = rest;
        }
        return target;
    }

    static long[] flatten(OnnxOp op, long[] dims) {
        long asked = op.integer("axis", 1);
        long axis = asked < 0 ? asked + dims.length : asked;
        if (axis < 0 || axis > dims.length) {
            throw op.refused("flattens from axis " + asked + " of " + dims.length);
        }
        return new long[] {
            LongStream.of(dims).limit(axis).reduce(1, Math::multiplyExact),
            LongStream.of(dims).skip(axis).reduce(1, Math::multiplyExact)
        };
    }

    /** @param batch the axis that stays when none are named, or -1 */
    static long[] squeeze(OnnxOp op, long[] dims, int batch) {
        long[] axes = op.longs(1, "axes");
        Set<Integer> gone = new TreeSet<>();
        if (axes == null) {
            IntStream.range(0, dims.length)
                    .filter(axis -> dims[axis] == 1 && axis != batch)
                    .forEach(gone::add);
        } else {
            LongStream.of(axes).forEach(axis -> gone.add(axis(op, axis, dims.length)));
        }
        for (int axis : gone) {
            if (dims[axis] != 1) {
                throw op.refused("drops axis " + axis + " of extent " + dims[axis]);
            }
        }
        return IntStream.range(0, dims.length)
                .filter(axis -> !gone.contains(axis))
                .mapToLong(axis -> dims[axis])
                .toArray();
    }

    static long[] unsqueeze(OnnxOp op, long[] dims) {
        long[] axes = op.longs(1, "axes");
        if (axes == null) {
            throw op.refused("lacks its axes");
        }
        int rank = dims.length + axes.length;
        Set<Integer> added = new TreeSet<>();
        LongStream.of(axes).forEach(axis -> added.add(axis(op, axis, rank)));
        List<Long> result = new ArrayList<>();
        LongStream.of(dims).forEach(result::add);
        for (int axis : added) {
            result.add(Math.min(axis, result.size()), 1L);
        }
        return result.stream().mapToLong(Long::longValue).toArray();
    }
}
