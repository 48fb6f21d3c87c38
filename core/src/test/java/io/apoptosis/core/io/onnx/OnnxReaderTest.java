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
import io.apoptosis.core.laws.MaskedEqualsPruned;
import io.apoptosis.core.prune.Cut;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that PyTorch exported come in, are pruned, go out and come in again. */
class OnnxReaderTest {
    private static final String NAMES = "io.apoptosis.core.io.onnx.Fixtures#names";

    @ParameterizedTest
    @MethodSource(NAMES)
    void itComputesWhatOnnxRuntimeComputes(String name) throws OrtException {
        Network network = OnnxReader.read(Fixtures.bytes(name));
        HostTensor images = Fixtures.images(network, Fixtures.isFree(name) ? 3 : 1);

        requireSame(Logits.onnxRuntime(Fixtures.bytes(name), images), Logits.ours(network, images));
    }

    @ParameterizedTest
    @MethodSource(NAMES)
    void aPrunedNetworkIsTheMaskedOne(String name) {
        Network network = OnnxReader.read(Fixtures.bytes(name));

        MaskedEqualsPruned.check(network, Fixtures.some(Groups.of(network, Set.of())), Fixtures.SEED);
    }

    @ParameterizedTest
    @MethodSource(NAMES)
    void aPrunedNetworkSurvivesTheRoundTripAndIsPrunedAgain(String name) throws OrtException {
        Network network = OnnxReader.read(Fixtures.bytes(name));
        HostTensor images = Fixtures.images(network, 3);
        Network pruned = Cut.remove(network, Fixtures.some(Groups.of(network, Set.of())));

        byte[] written = OnnxModel.write(pruned);
        requireSame(Logits.onnxRuntime(written, images), Logits.ours(pruned, images));

        Network again = OnnxReader.read(written);
        requireSame(Logits.ours(pruned, images), Logits.ours(again, images));
        assertThat(sizes(again)).isEqualTo(sizes(pruned));

        Network twice = Cut.remove(again, Fixtures.some(Groups.of(again, Set.of())));
        requireSame(Logits.onnxRuntime(OnnxModel.write(twice), images), Logits.ours(twice, images));
    }

    @Test
    void initializersKeepTheirNamesAndLayersTakeThem() {
        Network network = OnnxReader.read(Fixtures.bytes("resnet18"));

        assertThat(network.weights()).containsKeys("layer2.0.downsample.0.weight", "bn1.running_var");
        assertThat(network.graph().node("layer2.0.downsample.0").parameters())
                .containsEntry("weight", "layer2.0.downsample.0.weight");
    }

    @Test
    void theWidthOfATransformerIsOneGroupWhetherItsNormsAreWrittenOutOrNot() {
        for (String name : List.of("vit_timm", "vit_timm_opset13", "vit_torchvision")) {
            List<Group> groups = Groups.of(OnnxReader.read(Fixtures.bytes(name)), Set.of());

            assertThat(groups.get(0).units()).as(name).hasSize(24);
            assertThat(groups)
                    .as(name)
                    .filteredOn(group -> group.units().size() == 3)
                    .isNotEmpty();
        }
    }

    /** The width of the residual stream is the tables' columns; rows are ids, and the token table is what the logits are read off as well. */
    @Test
    void aLanguageModelsTablesLoseColumns() {
        Network network = OnnxReader.read(Fixtures.bytes("language"));
        Group width = Groups.of(network, Set.of()).get(0);

        Network pruned = Cut.remove(network, Fixtures.some(width));

        assertThat(width.units()).hasSize(24);
        assertThat(network.graph().trainable()).contains("wte.weight", "wpe.weight");
        assertThat(network.graph().node("wte").parameters())
                .isEqualTo(network.graph().node("wte_2").parameters());
        assertThat(pruned.weight("wte.weight").shape()).isEqualTo(Shape.of(30, 17));
        assertThat(pruned.weight("wpe.weight").shape()).isEqualTo(Shape.of(9, 17));
    }

    @Test
    void attentionIsPrunedHeadByHead() {
        Network network = OnnxReader.read(Fixtures.bytes("vit_timm"));

        Group heads = Groups.of(network, Set.of()).stream()
                .filter(group -> group.name().contains("attn/qkv"))
                .findFirst()
                .orElseThrow();

        assertThat(heads.units()).hasSize(3);
        Unit second = heads.units().get(1);
        int[] rows = second.parameters().entrySet().stream()
                .filter(member -> member.getKey().name().endsWith("attn.qkv.bias"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(rows).hasSize(24).contains(8, 15, 32, 39, 56, 63).doesNotContain(7, 16, 31, 40);
    }

    @Test
    void queryHeadsThatShareAKeyGoTogether() {
        Network network = OnnxReader.read(Fixtures.bytes("decoder"));

        assertThat(Groups.of(network, Set.of()))
                .filteredOn(group -> group.name().equals("q"))
                .singleElement()
                .satisfies(group -> assertThat(group.units()).hasSize(2));
    }

    private static List<Integer> sizes(Network network) {
        return Groups.of(network, Set.of()).stream()
                .map(group -> group.units().size())
                .toList();
    }

    private static void requireSame(HostTensor theirs, HostTensor ours) {
        assertThat(ours.shape()).isEqualTo(theirs.shape());
        assertThat(ours.floats()).containsExactly(theirs.floats(), within(1e-4f));
    }
}
