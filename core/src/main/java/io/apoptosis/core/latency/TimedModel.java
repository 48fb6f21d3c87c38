package io.apoptosis.core.latency;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** One session of ONNX Runtime with an input that stays the same. */
final class TimedModel implements AutoCloseable {
    private static final Set<OnnxJavaType> FED = Set.of(OnnxJavaType.FLOAT, OnnxJavaType.INT64, OnnxJavaType.INT32);

    private final OrtSession session;
    private final String name;
    private final OnnxTensor input;

    private TimedModel(OrtSession session, String name, OnnxTensor input) {
        this.session = session;
        this.name = name;
        this.input = input;
    }

    static TimedModel of(byte[] model, int threads, int batch) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            // Threads of the models that wait must not take the cores from the one that runs.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            OrtSession session = environment.createSession(model, options);
            try {
                Map.Entry<String, NodeInfo> input = onlyInput(session);
                return new TimedModel(session, input.getKey(), filled(environment, input.getValue(), batch));
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new UnusableModel("ONNX Runtime can't load it: " + e.getMessage(), e);
        }
    }

    private static Map.Entry<String, NodeInfo> onlyInput(OrtSession session) throws OrtException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        if (inputs.size() != 1) {
            throw new UnusableModel("it has the inputs " + inputs.keySet() + "; models with one input can be measured");
        }
        return inputs.entrySet().iterator().next();
    }

    /** Dimensions of unknown extent: the first is the batch, others can't be guessed. */
    private static long[] shape(NodeInfo input, int batch) {
        if (!(input.getInfo() instanceof TensorInfo info) || !FED.contains(info.type)) {
            throw new UnusableModel(
                    "its input is " + input.getInfo() + "; float32 and token ids (int64, int32) can be fed");
        }
        long[] shape = info.getShape().clone();
        if (shape.length > 0 && shape[0] < 0) {
            shape[0] = batch;
        }
        if (shape.length == 0 || shape[0] != batch || Arrays.stream(shape).anyMatch(extent -> extent < 1)) {
            throw new UnusableModel(
                    "its input is " + Arrays.toString(info.getShape()) + ", which leaves no room for a batch of "
                            + batch + "; export it with a free first dimension, all others fixed");
        }
        return shape;
    }

    private static OnnxTensor filled(OrtEnvironment environment, NodeInfo input, int batch) throws OrtException {
        long[] shape = shape(input, batch);
        int size = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        OnnxJavaType type = ((TensorInfo) input.getInfo()).type;
        // Every table has a row 0.
        return switch (type) {
            case INT64 -> OnnxTensor.createTensor(environment, LongBuffer.allocate(size), shape);
            case INT32 -> OnnxTensor.createTensor(environment, IntBuffer.allocate(size), shape);
            default -> OnnxTensor.createTensor(environment, noise(size), shape);
        };
    }

    private static FloatBuffer noise(int size) {
        Random random = new Random(0);
        float[] values = new float[size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return FloatBuffer.wrap(values);
    }

    /** @return nanoseconds from handing the batch over to holding its logits */
    long run() {
        long begin = System.nanoTime();
        try (OrtSession.Result result = session.run(Map.of(name, input))) {
            return System.nanoTime() - begin;
        } catch (OrtException e) {
            throw new UnusableModel("ONNX Runtime can't run it: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            input.close();
            session.close();
        } catch (OrtException e) {
            throw new UnusableModel("ONNX Runtime can't close it: " + e.getMessage(), e);
        }
    }
}
