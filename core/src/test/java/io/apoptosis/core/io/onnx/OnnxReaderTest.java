package io.apoptosis.core.io.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.Logits;
import io.apoptosis.core.io.OnnxModel;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.prune.Cut;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that PyTorch exported (tools/fixtures/onnx_models.py) come in, are pruned, go out and come in again. */
class OnnxReaderTest {
    private static final Path FIXTURES = Path.of("src/test/resources/onnx");
    private static final long SEED = 5;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resnet18",
                "resnet18_folded",
                "resnet50",
                "mobilenetv2",
                "densenet",
                "vgg_bn",
                "mixed",
                "segments",
                "vit_timm",
                "vit_timm_opset13",
                "vit_torchvision",
                "decoder"
            })
    void aNetworkSurvivesTheRoundTrip(String name) throws IOException, OrtException {
        byte[] file = Files.readAllBytes(FIXTURES.resolve(name + ".onnx"));
        Network network = OnnxReader.read(file);
        boolean free = !name.equals("resnet18_folded") && !name.equals("vit_timm_opset13");

        requireSame(
                Logits.onnxRuntime(file, images(network, free ? 3 : 1)),
                Logits.ours(network, images(network, free ? 3 : 1)));
        List<Unit> third = third(network);
        Network pruned = Cut.remove(network, third);
        assertThat(third).isNotEmpty();
        byte[] written = OnnxModel.write(pruned);
        HostTensor images = images(network, 3);
        requireSame(Logits.onnxRuntime(written, images), Logits.ours(pruned, images));
        Network again = OnnxReader.read(written);
        requireSame(Logits.ours(pruned, images), Logits.ours(again, images));
        assertThat(Groups.of(again, Set.of()))
                .extracting(Group::units)
                .extracting(List::size)
                .isEqualTo(Groups.of(pruned, Set.of()).stream()
                        .map(Group::units)
                        .map(List::size)
                        .toList());
        Network twice = Cut.remove(again, third(again));
        requireSame(Logits.onnxRuntime(OnnxModel.write(twice), images), Logits.ours(twice, images));
    }

    private static List<Unit> third(Network network) {
        List<Unit> units = new ArrayList<>();
        Random random = new Random(SEED);
        for (Group group : Groups.of(network, Set.of())) {
            List<Unit> shuffled = new ArrayList<>(group.units());
            Collections.shuffle(shuffled, random);
            int gone = Math.max(shuffled.size() > 1 ? 1 : 0, shuffled.size() * 3 / 10);
            units.addAll(shuffled.subList(0, gone));
        }
        return units;
    }

    private static HostTensor images(Network network, int batch) {
        int[] dims = IntStream.concat(
                        IntStream.of(batch),
                        IntStream.of(network.graph().inputShape().dims()))
                .toArray();
        HostTensor drawn = RandomNetworks.normal(Shape.of(dims), 1, new Random(SEED));
        return HostTensor.of(drawn.shape(), drawn.floats());
    }

    private static void requireSame(HostTensor theirs, HostTensor ours) {
        assertThat(ours.shape()).isEqualTo(theirs.shape());
        assertThat(ours.floats()).containsExactly(theirs.floats(), within(1e-4f));
    }
}
