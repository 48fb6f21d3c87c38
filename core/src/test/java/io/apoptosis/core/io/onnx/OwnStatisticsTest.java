package io.apoptosis.core.io.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.Logits;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import io.apoptosis.core.train.FineTuner;
import io.apoptosis.core.train.FineTuning;
import io.apoptosis.core.train.RateSchedule;
import io.apoptosis.core.train.TrainingState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tensors that were equal, and that the file therefore holds once. */
class OwnStatisticsTest {
    private static final int BIAS = 2;
    private static final int MEAN = 3;

    @Test
    void aRunningMeanThatIsABiasAsWellLeavesIt() throws Exception {
        byte[] file = shared(Fixtures.bytes("resnet18"));
        Network network = OnnxReader.read(file);

        assertThat(network.graph().node("bn1").parameters())
                .containsEntry("bias", "bn1.bias")
                .containsEntry("running_mean", "bn1.running_mean");
        assertThat(network.weight("bn1.running_mean")).isEqualTo(network.weight("bn1.bias"));
        HostTensor images = Fixtures.images(network, 2);
        assertThat(Logits.ours(network, images).floats())
                .containsExactly(Logits.onnxRuntime(file, images).floats(), within(1e-4f));
    }

    @Test
    void andIsFineTuned() throws Exception {
        Network network = OnnxReader.read(shared(Fixtures.bytes("resnet18")));
        FineTuning tuning = new FineTuning(4, 0.01, 0.9, 0, RateSchedule.steps(), Set.of(), 1);

        Network tuned = FineTuner.epoch(
                        new DjlEngine(), TrainingState.start(network), new Drawn(network, 8), tuning, Progress.NONE)
                .network();

        assertThat(tuned.weight("bn1.running_mean")).isNotEqualTo(tuned.weight("bn1.bias"));
        assertThat(tuned.weight("bn1.running_mean")).isNotEqualTo(network.weight("bn1.running_mean"));
    }

    @Test
    void twoNormsThatShareAMeanKeepOneEach() throws Exception {
        ModelProto.Builder model = ModelProto.parseFrom(Fixtures.bytes("resnet18")).toBuilder();
        List<NodeProto.Builder> norms = norms(model).stream()
                .filter(norm -> norm.getInput(MEAN).startsWith("layer1.0.bn"))
                .toList();
        norms.get(1).setInput(MEAN, norms.get(0).getInput(MEAN));

        Network network = OnnxReader.read(model.build().toByteArray());

        assertThat(network.graph().node("layer1.0.bn1").parameters())
                .containsEntry("running_mean", "layer1.0.bn1.running_mean");
        assertThat(network.graph().node("layer1.0.bn2").parameters())
                .containsEntry("running_mean", "layer1.0.bn2.running_mean");
    }

    @Test
    void whatIsSharedByNobodyKeepsItsName() {
        assertThat(OnnxReader.read(Fixtures.bytes("resnet18"))
                        .graph()
                        .node("bn1")
                        .parameters())
                .isEqualTo(Map.of(
                        "weight", "bn1.weight",
                        "bias", "bn1.bias",
                        "running_mean", "bn1.running_mean",
                        "running_var", "bn1.running_var"));
    }

    /** As the exporter leaves a model whose biases are still what the means are, zeros. */
    private static byte[] shared(byte[] file) throws InvalidProtocolBufferException {
        ModelProto.Builder model = ModelProto.parseFrom(file).toBuilder();
        norms(model).forEach(norm -> norm.setInput(MEAN, norm.getInput(BIAS)));
        return model.build().toByteArray();
    }

    private static List<NodeProto.Builder> norms(ModelProto.Builder model) {
        return model.getGraphBuilder().getNodeBuilderList().stream()
                .filter(node -> node.getOpType().equals("BatchNormalization"))
                .toList();
    }
}
