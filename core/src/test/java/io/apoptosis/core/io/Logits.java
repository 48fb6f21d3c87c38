package io.apoptosis.core.io;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What a network answers, by our forward pass and by ONNX Runtime. */
public final class Logits {
    private Logits() {}

    public static HostTensor ours(Network network, HostTensor images) {
        try (Scope scope = new DjlEngine().open(DType.FLOAT32)) {
            Map<String, Tensor> weights = new HashMap<>();
            network.weights().forEach((name, weight) -> weights.put(name, scope.of(weight)));
            Execution execution = new Execution(scope, Execution.Normalization.RUNNING);
            return scope.read(new ForwardPass(network.graph()).run(execution, weights, scope.of(images)));
        }
    }

    public static HostTensor onnxRuntime(byte[] model, HostTensor images) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] shape = Arrays.stream(images.shape().dims()).asLongStream().toArray();
        try (OrtSession session = environment.createSession(model);
                OnnxTensor input = images.dtype().isFloating()
                        ? OnnxTensor.createTensor(environment, FloatBuffer.wrap(images.floats()), shape)
                        : OnnxTensor.createTensor(environment, LongBuffer.wrap(images.longs()), shape);
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), input))) {
            OnnxTensor logits = (OnnxTensor) result.get(0);
            float[] values = new float[logits.getFloatBuffer().remaining()];
            logits.getFloatBuffer().get(values);
            int[] dims = Arrays.stream(logits.getInfo().getShape())
                    .mapToInt(Math::toIntExact)
                    .toArray();
            return HostTensor.of(Shape.of(dims), values);
        }
    }
}
