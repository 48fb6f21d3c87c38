package io.apoptosis.core.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.AxisScores;
import io.apoptosis.core.importance.ElementScores;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.tensor.HostTensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrunerTest {
    private static final Network DENSE = RandomNetworks.of(Architectures.named("resnet20", 10), 2);

    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.6, 0.3})
    void meetsTheTargetWithTheFewestUnits(double ratio) {
        double budget = ratio * Cost.of(DENSE).macs();
        Pruned pruned = prune(DENSE, pruning(Measure.MACS, ratio, 0.95, 1, Set.of()));
        assertThat((double) pruned.cost().macs()).isLessThanOrEqualTo(budget);
        assertThat((double) pruned.cost().macs()).isGreaterThan(budget - largestUnit());
        assertThat(pruned.cost()).isEqualTo(Cost.of(pruned.network()));
    }

    @Test
    void countsParametersOrChannelsWhereAsked() {
        long parameters = Cost.of(DENSE).parameters();
        assertThat(prune(DENSE, pruning(Measure.PARAMETERS, 0.5, 0.95, 1, Set.of()))
                        .cost()
                        .parameters())
                .isLessThanOrEqualTo(parameters / 2);
        Pruned half = prune(DENSE, pruning(Measure.CHANNELS, 0.5, 0.95, 1, Set.of()));
        assertThat(units(half.network())).isEqualTo(units(DENSE) / 2);
    }

    @Test
    void neverTakesMoreOfAGroupThanAllowedEvenInSeveralSteps() {
        Network network = DENSE;
        for (double ratio : new double[] {0.8, 0.6}) {
            network = prune(network, pruning(Measure.MACS, ratio, 0.5, 1, Set.of()))
                    .network();
        }
        Map<String, Integer> dense = sizes(DENSE);
        sizes(network).forEach((name, left) -> assertThat(left).as(name).isGreaterThanOrEqualTo(dense.get(name) / 2));
    }

    /** The stream's units are 16 that every stage has, 16 of stages 2 and 3, 32 of stage 3: the limit holds for each stage. */
    @Test
    void leavesEveryStageItsShare() {
        Pruned pruned = prune(DENSE, pruning(Measure.MACS, 0.4, 0.5, 1, Set.of()));
        assertThat(pruned.kept().get("conv1")).isGreaterThanOrEqualTo(8);
        assertThat(pruned.kept().get("layer2.0.conv2")).isGreaterThanOrEqualTo(16);
        assertThat(pruned.kept().get("layer3.0.conv2")).isGreaterThanOrEqualTo(32);
    }

    @Test
    void keepsMultiples() {
        Pruned pruned = prune(DENSE, pruning(Measure.MACS, 0.5, 0.95, 4, Set.of()));
        pruned.kept().forEach((layer, channels) -> {
            if (!layer.equals("linear")) {
                assertThat(channels % 4).as(layer).isZero();
            }
        });
    }

    @Test
    void leavesSkippedLayersAsTheyAre() {
        Pruned pruned = prune(DENSE, pruning(Measure.MACS, 0.5, 0.95, 1, Set.of("layer1.0.conv1", "layer3.2.conv1")));
        assertThat(pruned.kept()).containsEntry("layer1.0.conv1", 16).containsEntry("layer3.2.conv1", 64);
        assertThat(pruned.kept()).containsEntry("linear", 10);
    }

    @Test
    void saysWhatCanBeReachedWhereTheTargetCannot() {
        Pruning impossible = pruning(Measure.MACS, 0.1, 0.2, 1, Set.of());
        assertThatThrownBy(() -> prune(DENSE, impossible))
                .isInstanceOf(UnreachableTarget.class)
                .hasMessageContaining("raise the target or maxRatioPerGroup");
    }

    @Test
    void removesTheWeakest() {
        Pruned pruned = prune(DENSE, pruning(Measure.MACS, 0.7, 0.95, 1, Set.of()));
        long below = pruned.scores().values().stream()
                .flatMapToDouble(Arrays::stream)
                .filter(score -> score <= pruned.threshold())
                .count();
        assertThat(units(DENSE) - units(pruned.network())).isEqualTo((int) below);
    }

    private static Pruned prune(Network network, Pruning pruning) {
        Map<String, HostTensor> magnitudes = new LinkedHashMap<>();
        network.graph()
                .trainable()
                .forEach(name -> magnitudes.put(name, network.weight(name).map(Math::abs)));
        return Pruner.prune(DENSE, network, AxisScores.of(network, new ElementScores(magnitudes, 1)), pruning);
    }

    private static Pruning pruning(Measure measure, double ratio, double most, int roundTo, Set<String> skip) {
        return new Pruning(measure, ratio, most, roundTo, skip, Reduction.MEAN, ScoreNormalization.MAX);
    }

    /** MACs of the most expensive single unit: a channel of the whole residual stream. */
    private static double largestUnit() {
        long dense = Cost.of(DENSE).macs();
        return Groups.of(DENSE, Set.of()).stream()
                .flatMap(group -> group.units().stream())
                .mapToLong(
                        unit -> dense - Cost.of(Cut.remove(DENSE, Set.of(unit))).macs())
                .max()
                .orElseThrow();
    }

    private static int units(Network network) {
        return sizes(network).values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<String, Integer> sizes(Network network) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (Group group : Groups.of(network, Set.of())) {
            sizes.put(group.name(), group.units().size());
        }
        return sizes;
    }
}
