package io.apoptosis.core.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.Progress;
import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.importance.AxisScores;
import io.apoptosis.core.importance.ElementScores;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.prune.Cut;
import io.apoptosis.core.prune.Measure;
import io.apoptosis.core.prune.Pruned;
import io.apoptosis.core.prune.Pruner;
import io.apoptosis.core.prune.Pruning;
import io.apoptosis.core.prune.Survivors;
import io.apoptosis.core.sparse.Masks;
import io.apoptosis.core.sparse.SparseWeights;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {
    private final DjlEngine engine = new DjlEngine();

    /** conv2 and its norm give channel 3 twice: without one of the two nothing is lost, once the reader is solved anew. */
    @Test
    void whatAnotherChannelCarriesTooIsRestoredExactly() {
        Network network = withTwins(Damaged.residual());
        Unit twin = unit(network, "conv2", 5);
        Network cut = Cut.remove(network, List.of(twin));
        Network repaired = repair(network, cut, survivors(Map.of("conv2", 5, "bn2", 5, "r2", 5), 8), 1e-9);
        assertThat(Damaged.distance(network, cut)).isGreaterThan(1e-2);
        assertThat(Damaged.distance(network, repaired)).isLessThan(1e-4);
    }

    /** Through strides, groups, a shortcut with weights and one without, a linear layer and layers without a norm. */
    @Test
    void bringsACutNetworkNearerToTheWholeOne() {
        Network network = Damaged.residual();
        Pruned pruned = prune(network, 0.6);
        Network repaired = repair(network, pruned.network(), pruned.survivors(), 1e-3);
        assertThat(Damaged.distance(network, repaired)).isLessThan(0.6 * Damaged.distance(network, pruned.network()));
        assertThat(shapes(repaired)).containsAllEntriesOf(shapes(pruned.network()));
    }

    /** Single weights: each row is solved on what it has left, and nothing that went comes back. */
    @Test
    void bringsASparseNetworkNearerAndKeepsItsZeros() {
        Network network = Damaged.residual();
        Map<String, HostTensor> kept = new LinkedHashMap<>();
        for (String name : SparseWeights.of(network).layers().keySet()) {
            HostTensor weight = network.weight(name);
            double[] sorted = weight.map(Math::abs).doubles().clone();
            Arrays.sort(sorted);
            double median = sorted[sorted.length / 2];
            kept.put(name, weight.map(w -> Math.abs(w) < median ? 0 : 1).as(DType.FLOAT32));
        }
        Masks masks = new Masks(kept);
        Network sparse = masks.apply(network);
        Network repaired = new LeastSquares(engine, Damaged.images(), Damaged.COUNT, 1e-3, Reach.ALL)
                .repair(network, sparse, masks, Progress.NONE);
        assertThat(Damaged.distance(network, repaired)).isLessThan(0.6 * Damaged.distance(network, sparse));
        assertThat(masks.apply(repaired).weights()).isEqualTo(repaired.weights());
    }

    @Test
    void givesTheSameBytesEachTime() {
        Network network = Damaged.residual();
        Pruned pruned = prune(network, 0.7);
        Network first = repair(network, pruned.network(), pruned.survivors(), 1e-3);
        assertThat(repair(network, pruned.network(), pruned.survivors(), 1e-3).weights())
                .isEqualTo(first.weights());
    }

    @Test
    void leavesANetworkThatLostNothing() {
        Network network = Damaged.residual();
        assertThat(repair(network, network, Survivors.all(), 1e-3).weights()).isEqualTo(network.weights());
    }

    /** A layer without bias and without norm is given a bias: "plain" in the fixture. */
    @Test
    void givesABiasWhereNothingElseCanCarryIt() {
        Network network = Damaged.residual();
        Pruned pruned = prune(network, 0.8, Set.of("conv2", "conv4", "plain"));
        assertThat(pruned.survivors().lost(AxisRef.value("r3", 1))).isTrue();
        Network repaired = repair(network, pruned.network(), pruned.survivors(), 1e-3);
        assertThat(repaired.graph().node("plain").parameters()).containsEntry("bias", "plain.bias");
    }

    /** Layers that lost nothing themselves make up for what those before them could not. */
    @Test
    void bringsItNearerStillWhereEveryLayerBehindTheCutIsSolved() {
        Network network = Damaged.chain();
        Pruned pruned = prune(network, 0.6, Set.of("conv2", "conv3"));
        Network reading = repair(network, pruned.network(), pruned.survivors(), 1e-3, Reach.CUT);
        Network all = repair(network, pruned.network(), pruned.survivors(), 1e-3, Reach.ALL);
        assertThat(reading.weight("fc.weight")).isEqualTo(network.weight("fc.weight"));
        assertThat(Damaged.distance(network, all)).isLessThan(0.9 * Damaged.distance(network, reading));
        assertThat(shapes(all)).containsAllEntriesOf(shapes(pruned.network()));
    }

    /** Or training, which normalizes by each batch's own statistics, would begin with another function. */
    @Test
    void leavesNormsWithTheStatisticsOfWhatTheyRead() {
        Network network = Damaged.residual();
        Pruned pruned = prune(network, 0.6);
        Network repaired = repair(network, pruned.network(), pruned.survivors(), 1e-3, Reach.ALL);
        List<Node> nodes = repaired.graph().nodes();
        int to = nodes.indexOf(repaired.graph().node("conv5")) + 1;
        Graph beginning = new Graph(repaired.graph().input(), Shape.of(3, 8, 8), nodes.subList(0, to), "conv5");
        HostTensor read = Damaged.logits(new Network(beginning, repaired.weights()));
        double[] mean = read.sumOverAllBut(1);
        double[] square = read.map(v -> v * v).sumOverAllBut(1);
        int places = read.size() / mean.length;
        for (int c = 0; c < mean.length; c++) {
            double m = mean[c] / places;
            assertThat(repaired.weight("bn5.running_mean").doubles()[c]).isCloseTo(m, Offset.offset(1e-4));
            assertThat(repaired.weight("bn5.running_var").doubles()[c])
                    .isCloseTo(square[c] / places - m * m, Offset.offset(1e-4));
        }
    }

    private Network repair(Network network, Network cut, Survivors survivors, double ridge) {
        return repair(network, cut, survivors, ridge, Reach.CUT);
    }

    private Network repair(Network network, Network cut, Survivors survivors, double ridge, Reach reach) {
        return new LeastSquares(engine, Damaged.images(), Damaged.COUNT, ridge, reach)
                .repair(network, cut, survivors, Progress.NONE);
    }

    /** Channel 5 of the inner layer made a copy of channel 3, and none of them dead. */
    private static Network withTwins(Network network) {
        Map<String, HostTensor> weights = new LinkedHashMap<>(network.weights());
        for (String name : List.of("conv2.weight", "bn2.weight", "bn2.bias", "bn2.running_mean", "bn2.running_var")) {
            int[] indices = {0, 1, 2, 3, 4, 3, 6, 7};
            weights.computeIfPresent(name, (n, tensor) -> tensor.select(0, indices));
        }
        weights.computeIfPresent("bn2.bias", (n, tensor) -> tensor.map(beta -> beta + 2));
        return new Network(network.graph(), weights);
    }

    private static Unit unit(Network network, String group, int index) {
        for (Group found : Groups.of(network, Set.of())) {
            if (found.name().equals(group)) {
                return found.units().get(index);
            }
        }
        throw new AssertionError("no group " + group);
    }

    private static Survivors survivors(Map<String, Integer> lost, int extent) {
        TreeMap<AxisRef, int[]> kept = new TreeMap<>();
        lost.forEach((value, index) -> kept.put(
                AxisRef.value(value, 1),
                IntStream.range(0, extent).filter(i -> i != index).toArray()));
        return new Survivors(kept);
    }

    private static Pruned prune(Network network, double ratio) {
        return prune(network, ratio, Set.of());
    }

    private static Pruned prune(Network network, double ratio, Set<String> skip) {
        Map<String, HostTensor> magnitudes = new LinkedHashMap<>();
        network.graph()
                .trainable()
                .forEach(name -> magnitudes.put(name, network.weight(name).map(Math::abs)));
        AxisScores scores = AxisScores.of(network, new ElementScores(magnitudes, 1));
        return Pruner.prune(
                network,
                network,
                scores,
                new Pruning(Measure.MACS, ratio, 0.8, 1, skip, Reduction.MEAN, ScoreNormalization.MAX));
    }

    private static Map<String, Shape> shapes(Network network) {
        Map<String, Shape> shapes = new HashMap<>();
        network.weights().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return shapes;
    }
}
