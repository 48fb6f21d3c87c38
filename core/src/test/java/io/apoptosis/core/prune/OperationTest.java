package io.apoptosis.core.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.GateCurvature.Full;
import io.apoptosis.core.importance.GateModel;
import io.apoptosis.core.importance.GateModel.Surgery;
import io.apoptosis.core.importance.Gates;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.Saving;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.Architectures;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A joint choice obeys what a ranking obeys. */
class OperationTest {
    private static final Network DENSE = RandomNetworks.of(Architectures.named("resnet20", 10), 2);

    @ParameterizedTest
    @EnumSource(value = Measure.class, names = "LATENCY", mode = EnumSource.Mode.EXCLUDE)
    void meetsTheTargetAndNotMuchMore(Measure measure) {
        Pruned pruned = prune(DENSE, model(DENSE, Saving.MACS), pruning(measure, 0.6, 0.95, 1, Set.of()));
        Pruned little = prune(DENSE, model(DENSE, Saving.MACS), pruning(measure, 0.65, 0.95, 1, Set.of()));
        Cost dense = Cost.of(DENSE);
        switch (measure) {
            case MACS -> assertThat((double) pruned.cost().macs()).isBetween(0.5 * dense.macs(), 0.6 * dense.macs());
            case PARAMETERS ->
                assertThat((double) pruned.cost().parameters())
                        .isBetween(0.5 * dense.parameters(), 0.6 * dense.parameters());
            case CHANNELS ->
                assertThat(pruned.survivors().kept())
                        .isNotEqualTo(little.survivors().kept());
        }
        assertThat(little.cost().macs()).isGreaterThan(pruned.cost().macs());
        assertThat(pruned.cost()).isEqualTo(Cost.of(pruned.network()));
    }

    @Test
    void neverTakesMoreOfAGroupThanAllowed() {
        Pruned pruned = prune(DENSE, model(DENSE, Saving.UNIT), pruning(Measure.MACS, 0.4, 0.5, 1, Set.of()));
        assertThat(pruned.kept().get("conv1")).isGreaterThanOrEqualTo(8);
        assertThat(pruned.kept().get("layer1.1.conv1")).isGreaterThanOrEqualTo(8);
        assertThat(pruned.kept().get("layer3.0.conv2")).isGreaterThanOrEqualTo(32);
    }

    @Test
    void keepsMultiples() {
        Pruned pruned = prune(DENSE, model(DENSE, Saving.MACS), pruning(Measure.MACS, 0.5, 0.95, 4, Set.of()));
        pruned.kept().forEach((layer, channels) -> {
            if (!layer.equals("linear")) {
                assertThat(channels % 4).as(layer).isZero();
            }
        });
    }

    @Test
    void leavesSkippedLayersAsTheyAre() {
        Pruned pruned = prune(
                DENSE,
                model(DENSE, Saving.PARAMETERS),
                pruning(Measure.MACS, 0.7, 0.95, 1, Set.of("layer1.0.conv1", "conv1")));
        assertThat(pruned.kept()).containsEntry("layer1.0.conv1", 16).containsEntry("conv1", 16);
    }

    @Test
    void saysWhatCanBeReachedWhereTheTargetCannot() {
        assertThatThrownBy(() -> prune(DENSE, model(DENSE, Saving.MACS), pruning(Measure.MACS, 0.1, 0.2, 1, Set.of())))
                .isInstanceOf(UnreachableTarget.class);
    }

    /** Two units that do the same: alone neither is missed, so a ranking takes both; the surgeon keeps one and doubles it. */
    @Test
    void ofTwoThatDoTheSameOneStaysForBoth() {
        Gates gates = Gates.of(DENSE);
        int count = gates.count();
        double[] curvature = new double[count * count];
        for (int c = 0; c < count; c++) {
            curvature[c * count + c] = 1;
        }
        int first = count - 2;
        int second = count - 1;
        curvature[first * count + first] = 0.1;
        curvature[second * count + second] = 0.1;
        curvature[first * count + second] = 0.1;
        curvature[second * count + first] = 0.1;
        Surgeon surgeon = Surgeon.of(new double[count], new Full(curvature), 1e-9);
        assertThat(surgeon.cost(first)).isLessThan(1e-6);
        surgeon.remove(first);
        assertThat(surgeon.gates()[second]).isBetween(1.99, 2.01);
        assertThat(surgeon.cost(second)).isBetween(0.19, 0.21);
    }

    @Test
    void foldsTheGatesThatMovedIntoTheWeights() {
        Pruned pruned =
                prune(DENSE, model(DENSE, Saving.MACS), pruning(Measure.CHANNELS, 0.9, 0.95, 1, Set.of("conv1")));
        double[] before = DENSE.weight("layer1.0.conv1.weight").doubles();
        double[] after = pruned.network().weight("layer1.0.conv1.weight").doubles();
        assertThat(Arrays.equals(before, after)).isFalse();
    }

    private static Pruned prune(Network network, GateModel model, Pruning pruning) {
        return Pruner.prune(DENSE, network, model, pruning);
    }

    private static Pruning pruning(Measure measure, double ratio, double most, int roundTo, Set<String> skip) {
        return new Pruning(measure, ratio, most, roundTo, skip, Reduction.MEAN, ScoreNormalization.NONE);
    }

    /** A curvature of low rank, as images give it. */
    private static GateModel model(Network network, Saving per) {
        Gates gates = Gates.of(network);
        int count = gates.count();
        double[] curvature = GateModels.curvature(new Random(3), count, GateModels.RANK);
        return new GateModel(gates, new double[count], new Full(curvature), new Surgery(0.02, per));
    }
}
