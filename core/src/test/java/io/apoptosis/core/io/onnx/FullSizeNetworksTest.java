package io.apoptosis.core.io.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtException;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.Logits;
import io.apoptosis.core.io.OnnxModel;
import io.apoptosis.core.io.PyTorch;
import io.apoptosis.core.laws.MaskedEqualsPruned;
import io.apoptosis.core.prune.Cut;
import io.apoptosis.core.tensor.HostTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The way of a published network through pruning, in its full size. {@code APOPTOSIS_NETWORKS} names the folder that {@code
 * tools/fixtures/onnx_models.py --full} wrote.
 */
@Tag("nightly")
class FullSizeNetworksTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resnet18",
                "resnet50",
                "mobilenet_v2",
                "densenet121",
                "vgg16",
                "vgg16_bn",
                "vit_b_16",
                "decoder",
                "language"
            })
    void itIsReadPrunedWrittenAndPrunedAgain(String name) throws IOException, InterruptedException, OrtException {
        byte[] file = file(name);
        Network network = OnnxReader.read(file);
        HostTensor images = Fixtures.images(network, 2);
        requireSame(Logits.onnxRuntime(file, images), Logits.ours(network, images));

        Network pruned = Cut.remove(network, Fixtures.some(Groups.of(network, Set.of())));
        MaskedEqualsPruned.check(network, Fixtures.some(Groups.of(network, Set.of())), Fixtures.SEED);
        HostTensor logits = Logits.ours(pruned, images);
        byte[] written = OnnxModel.write(pruned);
        requireSame(Logits.onnxRuntime(written, images), logits);
        requirePyTorchAgrees(name, pruned, images, logits);

        Network again = OnnxReader.read(written);
        requireSame(logits, Logits.ours(again, images));
        Network twice = Cut.remove(again, Fixtures.some(Groups.of(again, Set.of())));
        requireSame(Logits.onnxRuntime(OnnxModel.write(twice), images), Logits.ours(twice, images));
    }

    private static byte[] file(String name) throws IOException {
        String networks = System.getenv("APOPTOSIS_NETWORKS");
        assumeTrue(
                networks != null,
                "APOPTOSIS_NETWORKS names no folder; write one with tools/fixtures/onnx_models.py --full");
        return Files.readAllBytes(Path.of(String.valueOf(networks), name + ".onnx"));
    }

    private void requirePyTorchAgrees(String name, Network network, HostTensor images, HostTensor logits)
            throws IOException, InterruptedException {
        PyTorch.require();
        PyTorch pytorch = new PyTorch(folder);
        pytorch.add(name, network, images);
        pytorch.run();
        requireSame(pytorch.answer(name), logits);
    }

    private static void requireSame(HostTensor theirs, HostTensor ours) {
        double largest = Arrays.stream(theirs.doubles()).map(Math::abs).max().orElseThrow();
        assertThat(largest).as("the largest logit").isGreaterThan(1e-3);
        assertThat(ours.floats()).containsExactly(theirs.floats(), within((float) (1e-4 * Math.max(1, largest))));
    }
}
