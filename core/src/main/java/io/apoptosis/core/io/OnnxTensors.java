package io.apoptosis.core.io;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.apoptosis.core.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays as ONNX initializers; raw data is little-endian. */
final class OnnxTensors {
    private OnnxTensors() {}

    static TensorProto floats(String name, Shape shape, float... values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(4, values.length)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return tensor(name, shape, TensorProto.DataType.FLOAT_VALUE, bytes);
    }

    static TensorProto longs(String name, Shape shape, long... values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(8, values.length)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return tensor(name, shape, TensorProto.DataType.INT64_VALUE, bytes);
    }

    private static TensorProto tensor(String name, Shape shape, int type, ByteBuffer bytes) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type);
        for (int dim : shape.dims()) {
            tensor.addDims(dim);
        }
        return tensor.setRawData(ByteString.copyFrom(bytes)).build();
    }
}
