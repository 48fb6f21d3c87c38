package io.apoptosis.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.InvalidProtocolBufferException;
import io.apoptosis.core.data.Cifar10;
import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxModelTest {
    private static final Path EXAMPLES = Path.of("../examples");

    @ParameterizedTest
    @ValueSource(strings = {"resnet20", "resnet32"})
    void onnxRuntimeGivesTheSameLogits(String architecture) throws OrtException {
        Network network = network(architecture);
        HostTensor images = Cifar10.read(
                        EXAMPLES.resolve("data/cifar10-sample/test.bin"),
                        new double[] {0.485, 0.456, 0.406},
                        new double[] {0.229, 0.224, 0.225})
                .batch(IntStream.range(0, 16).toArray())
                .input();

        float[] ours = ourLogits(network, images);

        float[] theirs = onnxLogits(OnnxModel.write(network), images);
        double difference = IntStream.range(0, ours.length)
                .mapToDouble(i -> Math.abs(ours[i] - theirs[i]))
                .max()
                .orElseThrow();
        assertThat(theirs).hasSize(16 * 10);
        assertThat(difference).isLessThan(1e-4);
    }

    @Test
    void theBatchIsDynamicAndWeightsKeepTheirNames() throws InvalidProtocolBufferException {
        Network network = network("resnet20");

        ModelProto model = ModelProto.parseFrom(OnnxModel.write(network));

        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
        assertThat(model.getGraph().getInput(0).getName()).isEqualTo("input");
        assertThat(model.getGraph()
                        .getInput(0)
                        .getType()
                        .getTensorType()
                        .getShape()
                        .getDim(0)
                        .getDimParam())
                .isEqualTo("N");
        assertThat(model.getGraph().getOutput(0).getName()).isEqualTo("logits");
        assertThat(model.getGraph().getInitializerList())
                .extracting(TensorProto::getName)
                .containsAll(network.weights().keySet());
    }

    @Test
    void theSameNetworkGivesTheSameBytes() {
        Network network = network("resnet20");
        Network again = new Network(GraphJson.read(GraphJson.write(network.graph())), network.weights());

        assertThat(OnnxModel.write(again)).isEqualTo(OnnxModel.write(network));
    }

    private static Network network(String architecture) {
        Path weights = EXAMPLES.resolve("weights/" + architecture + "-cifar10.th");
        return Architectures.named(architecture, 10).load(Checkpoints.read(weights));
    }

    private static float[] ourLogits(Network network, HostTensor images) {
        try (Scope scope = new DjlEngine().open(DType.FLOAT32)) {
            Map<String, Tensor> weights = new HashMap<>();
            network.weights().forEach((name, weight) -> weights.put(name, scope.of(weight)));
            Execution execution = new Execution(scope, Execution.Normalization.RUNNING);
            return scope.read(new ForwardPass(network.graph()).run(execution, weights, scope.of(images)))
                    .floats();
        }
    }

    private static float[] onnxLogits(byte[] model, HostTensor images) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] shape = Arrays.stream(images.shape().dims()).asLongStream().toArray();
        try (OrtSession session = environment.createSession(model);
                OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(images.floats()), shape);
                OrtSession.Result result = session.run(Map.of("input", input))) {
            FloatBuffer logits = ((OnnxTensor) result.get("logits").orElseThrow()).getFloatBuffer();
            float[] values = new float[logits.remaining()];
            logits.get(values);
            return values;
        }
    }
}
