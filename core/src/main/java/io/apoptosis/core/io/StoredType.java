package io.apoptosis.core.io;

import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;

/** Element types that files hold, each widened without loss to one of ours. Little-endian. */
public enum StoredType {
    F16(2, DType.FLOAT32),
    BF16(2, DType.FLOAT32),
    F32(4, DType.FLOAT32),
    F64(8, DType.FLOAT64),
    I64(8, DType.INT64),
    I32(4, DType.INT64),
    I16(2, DType.INT64),
    I8(1, DType.INT64),
    U8(1, DType.INT64),
    BOOL(1, DType.INT64);

    private final int bytes;
    private final DType target;

    StoredType(int bytes, DType target) {
        this.bytes = bytes;
        this.target = target;
    }

    /** The type that safetensors files call by this name. */
    static Optional<StoredType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(StoredType::name).collect(Collectors.joining(", "));
    }

    public int bytes() {
        return bytes;
    }

    DType target() {
        return target;
    }

    /** The tensor whose elements are all of {@code data}, from its position 0 to its limit. */
    public HostTensor decode(ByteBuffer data, Shape shape) {
        int length = data.limit() / bytes;
        return switch (this) {
            case F16 -> floats(shape, length, data, true);
            case BF16 -> floats(shape, length, data, false);
            case F32 -> {
                float[] values = new float[length];
                data.asFloatBuffer().get(values);
                yield HostTensor.of(shape, values);
            }
            case F64 -> {
                double[] values = new double[length];
                data.asDoubleBuffer().get(values);
                yield HostTensor.of(shape, values);
            }
            case I64 -> longs(shape, length, i -> data.getLong(8 * i));
            case I32 -> longs(shape, length, i -> data.getInt(4 * i));
            case I16 -> longs(shape, length, i -> data.getShort(2 * i));
            case I8 -> longs(shape, length, data::get);
            case U8 -> longs(shape, length, i -> data.get(i) & 0xff);
            case BOOL -> longs(shape, length, i -> data.get(i) == 0 ? 0 : 1);
        };
    }

    private static HostTensor floats(Shape shape, int length, ByteBuffer data, boolean ieee) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            short bits = data.getShort(2 * i);
            values[i] = ieee ? HalfFloat.fromBinary16(bits) : HalfFloat.fromBfloat16(bits);
        }
        return HostTensor.of(shape, values);
    }

    private static HostTensor longs(Shape shape, int length, IntToLongFunction element) {
        long[] values = new long[length];
        Arrays.setAll(values, element);
        return HostTensor.of(shape, values);
    }
}
