package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.Logits;
import io.apoptosis.core.io.onnx.OnnxReader;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.op.InstanceNorm;
import io.apoptosis.core.op.LayerNorm;
import io.apoptosis.core.prune.Cut;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatesTest {
    @Test
    void everyUnitHasOneAndSkippedLayersChangeNoNumber() {
        Network network = RandomNetworks.of(Architectures.named("resnet20", 10), 3);
        Gates gates = Gates.of(network);
        List<Integer> numbers = new ArrayList<>();
        for (Group group : Groups.of(network, Set.of())) {
            group.units().forEach(unit -> numbers.add(gates.of(unit)));
        }
        assertThat(numbers).hasSize(gates.count()).doesNotHaveDuplicates();
        List<Integer> withoutStem = new ArrayList<>();
        for (Group group : Groups.of(network, Set.of("conv1"))) {
            group.units().forEach(unit -> withoutStem.add(gates.of(unit)));
        }
        assertThat(numbers).containsAll(withoutStem).hasSizeGreaterThan(withoutStem.size());
    }

    /** A closed gate is a removed unit, for an inner channel and for a channel of the residual stream. */
    @Test
    void foldedToZeroTheyRemoveTheirUnits() {
        Network network = CalibrationFixture.network();
        GatedLogits logits = new GatedLogits(CalibrationFixture.calibration(network, 3, 0, 1));
        Gates gates = Gates.of(network);
        for (Group group : Groups.of(network, Set.of())) {
            double[] values = new double[gates.count()];
            Arrays.fill(values, 1);
            values[gates.of(group.units().get(1))] = 0;
            Network cut = Cut.remove(network, List.of(group.units().get(1)));
            double[] expected = new GatedLogits(CalibrationFixture.calibration(cut, 3, 0, 1)).at(ones(cut));
            assertThat(logits.at(values)).as(group.name()).containsExactly(expected, Offset.offset(1e-12));
        }
    }

    /** Weights as ONNX's MatMul stores them, (in, out): a transformer that was exported with its constants folded. */
    @ParameterizedTest
    @ValueSource(strings = {"vit_torchvision", "segments", "language"})
    void foldedToZeroTheyRemoveWhatWeightsOfAnyLayoutRead(String name) throws IOException {
        Network network = OnnxReader.read(Files.readAllBytes(Path.of("src/test/resources/onnx/" + name + ".onnx")));
        HostTensor input = RandomNetworks.input(network, 2, 5);
        Gates gates = Gates.of(network);
        for (Group group : Groups.of(network, Set.of())) {
            if (isNormalizedOver(network, group)) {
                continue;
            }
            double[] values = new double[gates.count()];
            Arrays.fill(values, 1);
            values[gates.of(group.units().get(1))] = 0;
            double[] removed = Logits.ours(
                            Cut.remove(network, List.of(group.units().get(1))), input)
                    .doubles();
            assertThat(Logits.ours(gates.fold(values), input).doubles())
                    .as(group.name())
                    .containsExactly(removed, Offset.offset(1e-4));
        }
    }

    /** Statistics over the units that are left are others than those over a zero as well. */
    private static boolean isNormalizedOver(Network network, Group group) {
        return network.graph().nodes().stream()
                .filter(node -> node.operator() instanceof LayerNorm || node.operator() instanceof InstanceNorm)
                .anyMatch(node -> group.units().get(0).members().containsKey(AxisRef.value(node.name(), 2))
                        || group.units().get(0).members().containsKey(AxisRef.value(node.name(), 1)));
    }

    private static double[] ones(Network network) {
        double[] ones = new double[Gates.of(network).count()];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void refuseAUnitThatNoWeightReads() {
        GraphBuilder b = new GraphBuilder(Shape.of(3, 4, 4));
        b.conv("aside", b.input(), 3, 5, 3, 1);
        String pooled = b.node("pool", new GlobalAvgPool(), b.input());
        Network network = RandomNetworks.of(b.build(b.linear("fc", pooled, 3, 2)), 1);
        assertThatThrownBy(() -> Gates.of(network)).hasMessageContaining("no layer with weights reads");
    }
}
