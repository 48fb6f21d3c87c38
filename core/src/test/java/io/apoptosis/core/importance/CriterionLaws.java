package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.dual.Terms;
import io.apoptosis.core.graph.Network;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;

/** What every criterion owes: a finite score for every trainable element, shards that add up, the same result every time. */
final class CriterionLaws {
    private static final double RELATIVE = 1e-9;

    private CriterionLaws() {}

    static void hold(Criterion criterion) {
        Network network = CalibrationFixture.network();
        ElementScores whole = criterion.score(CalibrationFixture.calibration(network, 2, 0, 6));
        everyTrainableElementHasAScore(network, whole);
        shardsAddUp(criterion, network, whole);
        assertThat(criterion.score(CalibrationFixture.calibration(network, 2, 0, 6)))
                .isEqualTo(whole);
        assertThat(Criterion.NAMES)
                .anySatisfy(
                        name -> assertThat(Criterion.named(name, Terms.SECOND)).hasSameClassAs(criterion));
    }

    private static void everyTrainableElementHasAScore(Network network, ElementScores scores) {
        assertThat(scores.sums().keySet())
                .containsExactlyInAnyOrderElementsOf(network.graph().trainable());
        scores.sums().forEach((name, sum) -> {
            assertThat(sum.shape()).isEqualTo(network.weight(name).shape());
            assertThat(sum.doubles()).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        });
    }

    private static void shardsAddUp(Criterion criterion, Network network, ElementScores whole) {
        List<ShardSums> shards = List.of(
                ShardSums.of(network, criterion.score(CalibrationFixture.calibration(network, 2, 0, 1))),
                ShardSums.of(network, criterion.score(CalibrationFixture.calibration(network, 2, 1, 4))),
                ShardSums.of(network, criterion.score(CalibrationFixture.calibration(network, 2, 4, 6))));
        ShardSums expected = ShardSums.of(network, whole);
        ShardSums merged = ShardSums.merge(shards);
        assertThat(merged.batches()).isEqualTo(expected.batches());
        expected.sums().forEach((axis, values) -> {
            double scale = Arrays.stream(values).map(Math::abs).max().orElse(1);
            assertThat(merged.sums().get(axis))
                    .as(axis.toString())
                    .containsExactly(values, Offset.offset(RELATIVE * scale));
        });
    }

    static double total(ElementScores scores) {
        return scores.sums().values().stream()
                .mapToDouble(tensor -> Arrays.stream(tensor.doubles()).sum())
                .sum();
    }
}
