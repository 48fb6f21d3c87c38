package io.apoptosis.core.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.CalibrationFixture;
import io.apoptosis.core.importance.CriterionOptions;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.importance.ShardSums;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoredWeightsTest {
    private final Network network = CalibrationFixture.network();
    private final SparseWeights all = SparseWeights.of(network);

    @ParameterizedTest
    @ValueSource(strings = {"oba", "obd", "random", "taylor", "weight"})
    void lawsHold(String name) {
        SparseCriterion criterion = named(name, ScoreNormalization.MAX, true);
        ShardSums whole = observe(criterion, 0, 6);
        assertThat(whole.sums().keySet()).isEqualTo(all.layers().keySet());
        Sparse sparse = criterion.prune(network, whole, all, 0.7);
        assertThat(all.sparsity(sparse.network())).isCloseTo(0.7, Offset.offset(1e-3));
        assertThat(sparse.network()).isEqualTo(sparse.masks().apply(network));

        ShardSums merged =
                ShardSums.merge(List.of(observe(criterion, 0, 1), observe(criterion, 1, 4), observe(criterion, 4, 6)));
        whole.sums()
                .forEach((weight, sum) -> assertThat(merged.sums().get(weight).doubles())
                        .containsExactly(sum.doubles(), Offset.offset(1e-9 * largest(sum.doubles()))));
    }

    @Test
    void weightWithoutNormalizationIsGlobalMagnitudePruning() {
        SparseCriterion weight = named("weight", ScoreNormalization.NONE, false);
        Sparse sparse = weight.prune(network, observe(weight, 0, 1), all, 0.5);
        double[] magnitudes =
                Arrays.stream(new FlatWeights(network).values()).map(Math::abs).toArray();
        double[] left = Arrays.stream(new FlatWeights(sparse.network()).values())
                .map(Math::abs)
                .toArray();
        double median = Arrays.stream(magnitudes).sorted().toArray()[magnitudes.length / 2 - 1];
        for (int i = 0; i < left.length; i++) {
            assertThat(left[i] == 0).isEqualTo(magnitudes[i] <= median);
        }
    }

    @Test
    void unknownCriteriaAreNamed() {
        assertThatThrownBy(() -> named("fpgm", ScoreNormalization.MAX, false))
                .hasMessageContaining("fpgm ranks no single weights; known: chita, chita++, oba");
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    private static SparseCriterion named(String name, ScoreNormalization normalization, boolean magnitude) {
        return SparseCriterion.named(name, new SparseOptions(CriterionOptions.DEFAULT, normalization, magnitude, 1, 0));
    }

    private ShardSums observe(SparseCriterion criterion, int from, int to) {
        return criterion.observe(CalibrationFixture.calibration(network, 2, from, to));
    }
}
