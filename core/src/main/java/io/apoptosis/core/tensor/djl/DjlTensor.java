package io.apoptosis.core.tensor.djl;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.Arrays;

/** A tensor in libtorch's memory. */
final class DjlTensor implements Tensor {
    private final PtNDArray array;
    private final Shape shape;

    DjlTensor(PtNDArray array) {
        this.array = array;
        this.shape = Shape.of(Arrays.stream(array.getShape().getShape())
                .mapToInt(Math::toIntExact)
                .toArray());
    }

    static PtNDArray array(Tensor tensor) {
        return ((DjlTensor) tensor).array;
    }

    static ai.djl.ndarray.types.Shape toDjl(Shape shape) {
        return new ai.djl.ndarray.types.Shape(toLongs(shape.dims()));
    }

    static long[] toLongs(int... values) {
        return Arrays.stream(values).asLongStream().toArray();
    }

    static DataType toDjl(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> DataType.FLOAT32;
            case FLOAT64 -> DataType.FLOAT64;
            case INT64 -> DataType.INT64;
        };
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public DType dtype() {
        return switch (array.getDataType()) {
            case FLOAT32 -> DType.FLOAT32;
            case FLOAT64 -> DType.FLOAT64;
            case INT64 -> DType.INT64;
            default -> throw new IllegalStateException("the engine made a tensor of type " + array.getDataType());
        };
    }

    @Override
    public String toString() {
        return dtype() + "[" + shape + "]";
    }
}
