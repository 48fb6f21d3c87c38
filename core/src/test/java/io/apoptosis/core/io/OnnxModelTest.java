package io.apoptosis.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OrtException;
import com.google.protobuf.InvalidProtocolBufferException;
import io.apoptosis.core.data.Cifar;
import io.apoptosis.core.data.PixelScale;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.nio.file.Path;
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
        HostTensor images = Cifar.CIFAR10
                .read(
                        EXAMPLES.resolve("data/cifar10-sample/test.bin"),
                        new PixelScale(new double[] {0.485, 0.456, 0.406}, new double[] {0.229, 0.224, 0.225}))
                .batch(IntStream.range(0, 16).toArray())
                .input();

        HostTensor theirs = Logits.onnxRuntime(OnnxModel.write(network), images);

        assertThat(theirs.shape()).isEqualTo(Shape.of(16, 10));
        assertThat(theirs.floats()).containsExactly(Logits.ours(network, images).floats(), within(1e-4f));
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
}
