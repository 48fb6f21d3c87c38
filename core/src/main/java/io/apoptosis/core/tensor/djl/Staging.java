package io.apoptosis.core.tensor.djl;

import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The way from the heap into libtorch. An array that DJL makes from a buffer shares the buffer's memory, which the garbage collector
 * may take while a recorded backward pass still needs it; so the values go through one reused direct buffer and are cloned.
 *
 * <p>Float images and kernels are laid out channels last: convolutions then run (and pass on) that layout, which is the faster one on CPUs
 * and GPUs. Only strides differ; the shape stays (N, C, H, W).
 */
final class Staging {
    private static final int SMALLEST = 1 << 16;

    private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

    PtNDArray copyIn(PtNDManager manager, HostTensor tensor) {
        Shape shape = tensor.shape();
        ByteBuffer bytes = room(Math.multiplyExact(tensor.size(), tensor.dtype().bytes()));
        if (shape.rank() == 4 && tensor.dtype() == DType.FLOAT32) {
            putChannelsLast(bytes.asFloatBuffer(), tensor.floats(), shape);
            Shape stored = Shape.of(shape.dim(0), shape.dim(2), shape.dim(3), shape.dim(1));
            try (PtNDArray channelsLast = cloned(manager, bytes, stored, tensor.dtype())) {
                return JniUtils.permute(channelsLast, new long[] {0, 3, 1, 2});
            }
        }
        switch (tensor.dtype()) {
            case FLOAT32 -> bytes.asFloatBuffer().put(tensor.floats());
            case FLOAT64 -> bytes.asDoubleBuffer().put(tensor.doubles());
            case INT64 -> bytes.asLongBuffer().put(tensor.longs());
        }
        return cloned(manager, bytes, shape, tensor.dtype());
    }

    private static void putChannelsLast(FloatBuffer to, float[] from, Shape shape) {
        int channels = shape.dim(1);
        int places = shape.dim(2) * shape.dim(3);
        float[] image = new float[channels * places];
        int at = 0;
        for (int n = 0; n < shape.dim(0); n++) {
            for (int c = 0; c < channels; c++) {
                for (int place = 0; place < places; place++) {
                    image[place * channels + c] = from[at++];
                }
            }
            to.put(image);
        }
    }

    private static PtNDArray cloned(PtNDManager manager, ByteBuffer bytes, Shape shape, DType dtype) {
        try (PtNDArray shared = JniUtils.createNdFromByteBuffer(
                manager,
                bytes,
                DjlTensor.toDjl(shape),
                DjlTensor.toDjl(dtype),
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
