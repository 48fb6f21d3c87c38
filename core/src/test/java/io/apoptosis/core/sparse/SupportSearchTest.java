package io.apoptosis.core.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against every support of a small layer. */
class SupportSearchTest {
    private static final int SIZE = 10;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void liesBetweenTheMagnitudesSupportAndTheBestOfAll(long seed) {
        Random random = new Random(seed);
        Network network = network(random);
        FlatWeights flat = new FlatWeights(network);
        LocalQuadratic model =
                new LocalQuadratic(rows(random), flat.values(), new int[] {0, SIZE}, new double[SIZE], 0.01);
        SparseWeights all = SparseWeights.of(network);
        Masks magnitudes = GlobalThreshold.masks(
                network, WeightScores.of(network, flat.weights(), all, ScoreNormalization.NONE, false), 0.6);
        Masks found = new SupportSearch(model, flat, all, 0.6).improved(magnitudes);
        double value = best(model, flat.kept(found));
        assertThat(value)
                .as("seed %d", seed)
                .isLessThanOrEqualTo(best(model, flat.kept(magnitudes)))
                .isGreaterThanOrEqualTo(leastOfAll(model) - 1e-12);
    }

    /** Q(w) + dQ/dw . d + 1/2 sum L d^2 over all supports of four: the one that is chosen is the least, with a curvature for each block. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aStepsSupportHasTheLeastBound(long seed) {
        Random random = new Random(seed);
        Network network = network(random);
        FlatWeights flat = new FlatWeights(network);
        List<float[]> rows = rows(random);
        rows.forEach(row -> IntStream.range(0, 4).forEach(i -> row[i] *= 5));
        LocalQuadratic model = new LocalQuadratic(rows, flat.values(), new int[] {0, 4, SIZE}, new double[SIZE], 0.01);
        SupportSearch search = new SupportSearch(model, flat, SparseWeights.of(network), 0.6);
        double[] w = random.doubles(SIZE, -1, 1).toArray();
        double[] gradient = model.gradient(w);
        double[] curvatures = model.curvatures();
        IntPredicate kept = flat.kept(search.thresholded(search.stepped(w)));
        double least = IntStream.range(0, 1 << SIZE)
                .filter(bits -> Integer.bitCount(bits) == 4)
                .mapToDouble(bits -> bound(w, gradient, curvatures, i -> (bits >> i & 1) == 1))
                .min()
                .orElseThrow();
        assertThat(IntStream.range(0, SIZE).filter(kept)).hasSize(4);
        assertThat(bound(w, gradient, curvatures, kept)).as("seed %d", seed).isCloseTo(least, Offset.offset(1e-12));
    }

    /** On the support d = -g / L, elsewhere d = -w. */
    private static double bound(double[] w, double[] gradient, double[] curvatures, IntPredicate support) {
        double bound = 0;
        for (int i = 0; i < SIZE; i++) {
            double curvature = curvatures[i < 4 ? 0 : 1];
            double d = support.test(i) ? -gradient[i] / curvature : -w[i];
            bound += gradient[i] * d + curvature * d * d / 2;
        }
        return bound;
    }

    private static double leastOfAll(LocalQuadratic model) {
        return IntStream.range(0, 1 << SIZE)
                .filter(bits -> Integer.bitCount(bits) == 4)
                .mapToDouble(bits -> best(model, i -> (bits >> i & 1) == 1))
                .min()
                .orElseThrow();
    }

    private static double best(LocalQuadratic model, IntPredicate support) {
        return model.at(model.solved(support));
    }

    private static List<float[]> rows(Random random) {
        return IntStream.range(0, 30)
                .mapToObj(n -> {
                    float[] row = new float[SIZE];
                    float shared = (float) random.nextGaussian();
                    for (int i = 0; i < SIZE; i++) {
                        row[i] = shared + (float) random.nextGaussian();
                    }
                    return row;
                })
                .toList();
    }

    private static Network network(Random random) {
        GraphBuilder b = new GraphBuilder(Shape.of(5));
        Map<String, HostTensor> weights = Map.of(
                "fc.weight",
                HostTensor.of(Shape.of(2, 5), random.doubles(SIZE, -1, 1).toArray()),
                "fc.bias",
                HostTensor.of(Shape.of(2), 0.0, 0.0));
        return new Network(b.build(b.linear("fc", b.input(), 5, 2)).graph(), weights);
    }
}
