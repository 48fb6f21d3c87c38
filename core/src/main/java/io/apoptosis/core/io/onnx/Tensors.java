package io.apoptosis.core.io.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.io.StoredType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Arrays in an ONNX file. As many elements as the shape says have to be there before anything is allocated. */
final class Tensors {
    private Tensors() {}

    static HostTensor read(TensorProto proto) {
        String name = proto.getName().isEmpty() ? "a constant" : "the tensor " + proto.getName();
        if (proto.getExternalDataCount() > 0 || proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            throw new MalformedFile(
                    name + " lies in another file; save the model with its weights inside (onnx.save_model without"
                            + " save_as_external_data)");
        }
        StoredType type = type(proto.getDataType())
                .orElseThrow(() -> new MalformedFile(
                        name + " has the element type " + proto.getDataType() + ", which is not supported"));
        Shape shape = shape(proto, name);
        return proto.hasRawData() ? raw(proto, type, shape, name) : listed(proto, type, shape, name);
    }

    private static HostTensor raw(TensorProto proto, StoredType type, Shape shape, String name) {
        ByteBuffer bytes = ByteBuffer.wrap(proto.getRawData().toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.limit() != shape.size() * type.bytes()) {
            throw new MalformedFile("%s is %s, %d bytes, but %d are there"
                    .formatted(name, shape, shape.size() * type.bytes(), bytes.limit()));
        }
        return type.decode(bytes, shape);
    }

    private static HostTensor listed(TensorProto proto, StoredType type, Shape shape, String name) {
        int count = switch (type) {
            case F32 -> proto.getFloatDataCount();
            case F64 -> proto.getDoubleDataCount();
            case I64 -> proto.getInt64DataCount();
            default -> proto.getInt32DataCount();
        };
        if (count != shape.size() || type == StoredType.F16 || type == StoredType.BF16) {
            throw new MalformedFile("%s is %s, %d elements, but %d are there in a readable form"
                    .formatted(name, shape, shape.size(), count));
        }
        return switch (type) {
            case F32 -> {
                float[] values = new float[count];
                for (int i = 0; i < count; i++) {
                    values[i] = proto.getFloatData(i);
                }
                yield HostTensor.of(shape, values);
            }
            case F64 -> {
                double[] values = new double[count];
                for (int i = 0; i < count; i++) {
                    values[i] = proto.getDoubleData(i);
                }
                yield HostTensor.of(shape, values);
            }
            default -> {
                long[] values = new long[count];
                for (int i = 0; i < count; i++) {
                    values[i] = type == StoredType.I64 ? proto.getInt64Data(i) : proto.getInt32Data(i);
                }
                yield HostTensor.of(shape, values);
            }
        };
    }

    private static Shape shape(TensorProto proto, String name) {
        int[] dims = new int[proto.getDimsCount()];
        long size = 1;
        for (int i = 0; i < dims.length; i++) {
            long dim = proto.getDims(i);
            if (dim < 0 || dim > Integer.MAX_VALUE || (dim > 0 && size > Integer.MAX_VALUE / dim)) {
                throw new MalformedFile(name + " has the impossible shape " + proto.getDimsList());
            }
            size *= dim;
            dims[i] = (int) dim;
        }
        return Shape.of(dims);
    }

    private static Optional<StoredType> type(int code) {
        return Optional.ofNullable(
                switch (code) {
                    case DataType.FLOAT_VALUE -> StoredType.F32;
                    case DataType.DOUBLE_VALUE -> StoredType.F64;
                    case DataType.FLOAT16_VALUE -> StoredType.F16;
                    case DataType.BFLOAT16_VALUE -> StoredType.BF16;
                    case DataType.INT64_VALUE -> StoredType.I64;
                    case DataType.INT32_VALUE -> StoredType.I32;
                    case DataType.INT16_VALUE -> StoredType.I16;
                    case DataType.INT8_VALUE -> StoredType.I8;
                    case DataType.UINT8_VALUE -> StoredType.U8;
                    case DataType.BOOL_VALUE -> StoredType.BOOL;
                    default -> null;
                });
    }
}
