package io.apoptosis.core.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.Progress;
import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.AxisScores;
import io.apoptosis.core.importance.ElementScores;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.prune.Cut;
import io.apoptosis.core.prune.Measure;
import io.apoptosis.core.prune.Pruned;
import io.apoptosis.core.prune.Pruner;
import io.apoptosis.core.prune.Pruning;
import io.apoptosis.core.prune.Survivors;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {
    private static final HostTensor IMAGES = RandomNetworks.normal(Shape.of(60, 3, 8, 8), 1, new Random(1));

    private final DjlEngine engine = new DjlEngine();

    /** conv2 and its norm give channel 3 twice: without one of the two nothing is lost, once the reader is solved anew. */
    @Test
    void whatAnotherChannelCarriesTooIsRestoredExactly() {
        Network network = withTwins(residual());
        Unit twin = unit(network, "conv2", 5);
        Network cut = Cut.remove(network, List.of(twin));
        Network repaired = repair(network, cut, survivors(Map.of("conv2", 5, "bn2", 5, "r2", 5), 8), 1e-9);
        assertThat(distance(network, cut)).isGreaterThan(1e-2);
        assertThat(distance(network, repaired)).isLessThan(1e-4);
    }

    /** Through strides, groups, a shortcut with weights and one without, a linear layer and layers without a norm. */
    @Test
    void bringsACutNetworkNearerToTheWholeOne() {
        Network network = residual();
        Pruned pruned = prune(network, 0.6);
        Network repaired = repair(network, pruned.network(), pruned.survivors(), 1e-3);
        assertThat(distance(network, repaired)).isLessThan(0.6 * distance(network, pruned.network()));
        assertThat(shapes(repaired)).containsAllEntriesOf(shapes(pruned.network()));
    }

    @Test
    void givesTheSameBytesEachTime() {
        Network network = residual();
        Pruned pruned = prune(network, 0.7);
        Network first = repair(network, pruned.network(), pruned.survivors(), 1e-3);
        assertThat(repair(network, pruned.network(), pruned.survivors(), 1e-3).weights())
                .isEqualTo(first.weights());
    }

    @Test
    void leavesANetworkThatLostNothing() {
        Network network = residual();
        assertThat(repair(network, network, Survivors.all(), 1e-3).weights()).isEqualTo(network.weights());
    }

    /** A layer without bias and without norm is given a bias: "plain" in the fixture. */
    @Test
    void givesABiasWhereNothingElseCanCarryIt() {
        Network network = residual();
        Pruned pruned = prune(network, 0.8, Set.of("conv2", "conv4", "plain"));
        assertThat(pruned.survivors().lost(AxisRef.value("r3", 1))).isTrue();
        Network repaired = repair(network, pruned.network(), pruned.survivors(), 1e-3);
        assertThat(repaired.graph().node("plain").parameters()).containsEntry("bias", "plain.bias");
    }

    private Network repair(Network network, Network cut, Survivors survivors, double ridge) {
        return new LeastSquares(engine, images(), 60, ridge).repair(network, cut, survivors, Progress.NONE);
    }

    private static Network residual() {
        GraphBuilder b = new GraphBuilder(Shape.of(3, 8, 8));
        String stem = b.relu("r1", b.batchNorm("bn1", b.conv("conv1", b.input(), 3, 6, 3, 1), 6));
        String inner = b.relu("r2", b.batchNorm("bn2", b.conv("conv2", stem, 6, 8, 3, 1), 8));
        String join = b.add("join", b.batchNorm("bn3", b.conv("conv3", inner, 8, 6, 3, 1), 6), stem);
        String stream = b.relu("r3", join);
        String shortcut = b.conv("plain", stream, 6, 10, 1, 2);
        String down = b.relu("r4", b.batchNorm("bn4", b.conv("conv4", stream, 6, 10, 3, 2), 10));
        String second = b.add("join2", b.batchNorm("bn5", b.conv("conv5", down, 10, 10, 3, 1), 10), shortcut);
        String pooled = b.node("pool", new GlobalAvgPool(), b.relu("r5", second));
        return RandomNetworks.of(b.build(b.linear("fc", pooled, 10, 4)), 11);
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

    /** Root mean square difference of the logits. */
    private double distance(Network a, Network b) {
        double[] x = logits(a);
        double[] y = logits(b);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - y[i]) * (x[i] - y[i]);
        }
        return Math.sqrt(sum / x.length);
    }

    private double[] logits(Network network) {
        try (Scope scope = engine.open(DType.FLOAT32)) {
            Map<String, Tensor> weights = new HashMap<>();
            network.weights().forEach((name, tensor) -> weights.put(name, scope.of(tensor)));
            Execution execution = new Execution(scope, Normalization.RUNNING);
            return scope.read(new ForwardPass(network.graph()).run(execution, weights, scope.of(IMAGES)))
                    .doubles();
        }
    }

    private static ImageSet images() {
        return new ImageSet() {
            @Override
            public int size() {
                return 60;
            }

            @Override
            public Shape sampleShape() {
                return Shape.of(3, 8, 8);
            }

            @Override
            public int[] labels() {
                return new int[60];
            }

            @Override
            public Batch batch(int[] indices) {
                return new Batch(IMAGES.select(0, indices), new int[indices.length]);
            }
        };
    }
}
