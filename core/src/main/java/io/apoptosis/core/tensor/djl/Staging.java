package io.apoptosis.core.tensor.djl;

import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.apoptosis.core.tensor.HostTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The way from the heap into libtorch. An array that DJL makes from a buffer shares the buffer's memory, which the garbage collector
 * may take while a recorded backward pass still needs it; so the values go through one reused direct buffer and are cloned.
 */
final class Staging {
    private static final int SMALLEST = 1 << 16;

    private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

    PtNDArray copyIn(PtNDManager manager, HostTensor tensor) {
        ByteBuffer bytes = room(Math.multiplyExact(tensor.size(), tensor.dtype().bytes()));
        switch (tensor.dtype()) {
            case FLOAT32 -> bytes.asFloatBuffer().put(tensor.floats());
            case FLOAT64 -> bytes.asDoubleBuffer().put(tensor.doubles());
            case INT64 -> bytes.asLongBuffer().put(tensor.longs());
        }
        try (PtNDArray shared = JniUtils.createNdFromByteBuffer(
                manager,
                bytes,
                DjlTensor.toDjl(tensor.shape()),
                DjlTensor.toDjl(tensor.dtype()),
                SparseFormat.DENSE,
                manager.getDevice())) {
            return JniUtils.clone(shared);
        }
    }

    private ByteBuffer room(int bytes) {
        if (buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect(Math.max(bytes, SMALLEST)).order(ByteOrder.nativeOrder());
        }
        return buffer.clear().order(ByteOrder.nativeOrder()).limit(bytes);
    }
}
