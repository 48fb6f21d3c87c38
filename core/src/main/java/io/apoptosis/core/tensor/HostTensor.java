package io.apoptosis.core.tensor;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A dense, row-major tensor in the Java heap: what checkpoints, scores and batches are made of. Treated as immutable; the array
 * accessors {@link #floats()}, {@link #doubles()} and {@link #longs()} return the backing array where the type matches (callers
 * do not write to it) and a converted copy otherwise.
 */
public final class HostTensor {
    private final DType dtype;
    private final Shape shape;
    private final Object data;

    private HostTensor(DType dtype, Shape shape, Object data, int length) {
        if (shape.size() != length) {
            throw new IllegalArgumentException(
                    "shape " + shape + " needs " + shape.size() + " elements, got " + length);
        }
        this.dtype = dtype;
        this.shape = shape;
        this.data = data;
    }

    public static HostTensor of(Shape shape, float... values) {
        return new HostTensor(DType.FLOAT32, shape, values, values.length);
    }

    public static HostTensor of(Shape shape, double... values) {
        return new HostTensor(DType.FLOAT64, shape, values, values.length);
    }

    public static HostTensor of(Shape shape, long... values) {
        return new HostTensor(DType.INT64, shape, values, values.length);
    }

    /** A zero tensor. */
    public static HostTensor zeros(DType dtype, Shape shape) {
        int length = Math.toIntExact(shape.size());
        return switch (dtype) {
            case FLOAT32 -> of(shape, new float[length]);
            case FLOAT64 -> of(shape, new double[length]);
            case INT64 -> of(shape, new long[length]);
        };
    }

    public DType dtype() {
        return dtype;
    }

    public Shape shape() {
        return shape;
    }

    public int size() {
        return Math.toIntExact(shape.size());
    }

    public float[] floats() {
        if (data instanceof float[] values) {
            return values;
        }
        double[] from = doubles();
        float[] to = new float[from.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = (float) from[i];
        }
        return to;
    }

    public double[] doubles() {
        if (data instanceof double[] values) {
            return values;
        }
        double[] to = new double[size()];
        if (data instanceof float[] from) {
            for (int i = 0; i < to.length; i++) {
                to[i] = from[i];
            }
        } else {
            long[] from = (long[]) data;
            for (int i = 0; i < to.length; i++) {
                to[i] = from[i];
            }
        }
        return to;
    }

    public long[] longs() {
        if (data instanceof long[] values) {
            return values;
        }
        double[] from = doubles();
        long[] to = new long[from.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = (long) from[i];
        }
        return to;
    }

    public HostTensor as(DType target) {
        if (target == dtype) {
            return this;
        }
        return switch (target) {
            case FLOAT32 -> of(shape, floats());
            case FLOAT64 -> of(shape, doubles());
            case INT64 -> of(shape, longs());
        };
    }

    public HostTensor reshape(Shape target) {
        return new HostTensor(dtype, target, data, size());
    }

    /** Elementwise in float64, rounded back to this tensor's type. */
    public HostTensor map(DoubleUnaryOperator function) {
        double[] values = Arrays.stream(doubles()).map(function).toArray();
        return of(shape, values).as(dtype);
    }

    /** The slices at {@code indices} of {@code axis}, in that order. */
    public HostTensor select(int axis, int[] indices) {
        int outer = shape.outer(axis);
        int inner = shape.inner(axis);
        int extent = shape.dim(axis);
        HostTensor result = zeros(dtype, shape.with(axis, indices.length));
        for (int o = 0; o < outer; o++) {
            for (int k = 0; k < indices.length; k++) {
                int from = (o * extent + indices[k]) * inner;
                System.arraycopy(data, from, result.data, (o * indices.length + k) * inner, inner);
            }
        }
        return result;
    }

    /** Every slice of {@code axis} times its factor, in float64, rounded back to this tensor's type. */
    public HostTensor scaled(int axis, double[] factors) {
        double[] values = doubles().clone();
        int inner = shape.inner(axis);
        for (int i = 0; i < values.length; i++) {
            values[i] *= factors[i / inner % factors.length];
        }
        return of(shape, values).as(dtype);
    }

    /** For every index of {@code axis}, the float64 sum over all other axes. */
    public double[] sumOverAllBut(int axis) {
        double[] values = doubles();
        int outer = shape.outer(axis);
        int inner = shape.inner(axis);
        double[] sums = new double[shape.dim(axis)];
        int at = 0;
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < sums.length; i++) {
                for (int k = 0; k < inner; k++) {
                    sums[i] += values[at++];
                }
            }
        }
        return sums;
    }

    /** Whether no element is NaN or infinite. */
    public boolean isFinite() {
        return Arrays.stream(doubles()).allMatch(Double::isFinite);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostTensor tensor
                && dtype == tensor.dtype
                && shape.equals(tensor.shape)
                && Arrays.deepEquals(new Object[] {data}, new Object[] {tensor.data});
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.deepHashCode(new Object[] {data});
    }

    @Override
    public String toString() {
        return dtype + "[" + shape + "]";
    }
}
