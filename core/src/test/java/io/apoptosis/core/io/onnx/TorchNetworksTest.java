package io.apoptosis.core.io.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.Checkpoints;
import io.apoptosis.core.io.Logits;
import io.apoptosis.core.io.OnnxModel;
import io.apoptosis.core.io.PyTorch;
import io.apoptosis.core.prune.Cut;
import io.apoptosis.core.tensor.HostTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks go out to PyTorch, whole and pruned, compute there what they compute here and in ONNX Runtime, and come back. */
@Tag("slow")
class TorchNetworksTest {
    private static final String NAMES = "io.apoptosis.core.io.onnx.Fixtures#names";

    @TempDir
    static Path folder;

    private static final Map<String, Network> NETWORKS = new LinkedHashMap<>();
    private static PyTorch pytorch;

    @BeforeAll
    static void run() throws IOException, InterruptedException {
        PyTorch.require();
        pytorch = new PyTorch(folder);
        for (String name : Fixtures.names().toList()) {
            Network whole = OnnxReader.read(Fixtures.bytes(name));
            NETWORKS.put(name, whole);
            NETWORKS.put(name + "-pruned", Cut.remove(whole, Fixtures.some(Groups.of(whole, Set.of()))));
        }
        for (Map.Entry<String, Network> network : NETWORKS.entrySet()) {
            pytorch.add(network.getKey(), network.getValue(), Fixtures.images(network.getValue(), 3));
        }
        pytorch.run();
    }

    @ParameterizedTest
    @MethodSource(NAMES)
    void theWholeNetworkComputesTheSame(String name) throws OrtException {
        requireSame(name);
    }

    @ParameterizedTest
    @MethodSource(NAMES)
    void thePrunedNetworkComputesTheSame(String name) throws OrtException {
        requireSame(name + "-pruned");
    }

    @ParameterizedTest
    @MethodSource(NAMES)
    void theStateDictComesBack(String name) {
        Network pruned = network(name + "-pruned");

        Map<String, HostTensor> read =
                Checkpoints.read(folder.resolve(name + "-pruned").resolve("model.pt"));

        assertThat(read.keySet())
                .containsExactlyInAnyOrderElementsOf(pruned.graph().parameters());
        read.forEach((key, tensor) -> assertThat(tensor).as(key).isEqualTo(pruned.weight(key)));
    }

    private static void requireSame(String name) throws OrtException {
        HostTensor images = Fixtures.images(network(name), 3);
        HostTensor theirs = pytorch.answer(name);

        assertThat(theirs.floats())
                .containsExactly(Logits.ours(network(name), images).floats(), within(1e-4f));
        HostTensor runtime = Logits.onnxRuntime(OnnxModel.write(network(name)), images);
        assertThat(theirs.floats()).containsExactly(runtime.floats(), within(1e-4f));
    }

    private static Network network(String name) {
        Network network = NETWORKS.get(name);
        assertThat(network).as(name).isNotNull();
        return network;
    }
}
