package io.apoptosis.core.tensor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Immutable extents of a tensor, outermost axis first. */
public final class Shape {
    private final int[] dims;

    private Shape(int[] dims) {
        this.dims = dims;
    }

    @JsonCreator
    public static Shape of(int... dims) {
        for (int dim : dims) {
            if (dim < 0) {
                throw new IllegalArgumentException("negative extent in shape " + Arrays.toString(dims));
            }
        }
        return new Shape(dims.clone());
    }

    public int rank() {
        return dims.length;
    }

    public int dim(int axis) {
        return dims[axis];
    }

    @JsonValue
    public int[] dims() {
        return dims.clone();
    }

    /** Number of elements. */
    public long size() {
        long size = 1;
        for (int dim : dims) {
            size = Math.multiplyExact(size, dim);
        }
        return size;
    }

    /** The product of the extents before {@code axis}: how many separate blocks that axis repeats in. */
    public int outer(int axis) {
        int product = 1;
        for (int i = 0; i < axis; i++) {
            product *= dims[i];
        }
        return product;
    }

    /** The product of the extents after {@code axis}: how many consecutive elements one index of it covers. */
    public int inner(int axis) {
        int product = 1;
        for (int i = axis + 1; i < dims.length; i++) {
            product *= dims[i];
        }
        return product;
    }

    public Shape with(int axis, int extent) {
        int[] copy = dims.clone();
        copy[axis] = extent;
        return of(copy);
    }

    /** With one more axis behind the last. */
    public Shape append(int extent) {
        int[] more = Arrays.copyOf(dims, dims.length + 1);
        more[dims.length] = extent;
        return of(more);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** For example {@code 16x3x3x3}; a scalar is {@code scalar}. */
    @Override
    public String toString() {
        return dims.length == 0
                ? "scalar"
                : Arrays.stream(dims).mapToObj(String::valueOf).collect(Collectors.joining("x"));
    }
}
