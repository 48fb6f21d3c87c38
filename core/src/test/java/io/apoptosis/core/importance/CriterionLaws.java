package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.assertj.core.data.Offset;

/** What every criterion owes: a finite score for every unit, shards that add up, the same result every time, a name. */
final class CriterionLaws {
    private static final double RELATIVE = 1e-9;

    private CriterionLaws() {}

    static void hold(Criterion criterion) {
        Network network = CalibrationFixture.network();
        ShardSums whole = observe(criterion, network, 0, 6);
        Scores scores = criterion.scores(network, whole);
        everyUnitHasAScore(network, scores);
        shardsAddUp(criterion, network, scores);
        assertThat(observe(criterion, network, 0, 6)).isEqualTo(whole);
        assertThat(Criterion.NAMES)
                .anySatisfy(name -> assertThat(Criterion.named(name, CriterionOptions.DEFAULT))
                        .hasSameClassAs(criterion));
    }

    /** As {@link #hold}, and a finite score for every trainable element. */
    static void holdForElements(ElementCriterion criterion) {
        hold(criterion);
        Network network = CalibrationFixture.network();
        ElementScores scores = criterion.score(CalibrationFixture.calibration(network, 2, 0, 6));
        assertThat(scores.sums().keySet())
                .containsExactlyInAnyOrderElementsOf(network.graph().trainable());
        scores.sums().forEach((name, sum) -> {
            assertThat(sum.shape()).isEqualTo(network.weight(name).shape());
            assertThat(sum.doubles()).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        });
        areSums(observe(criterion, network, 0, 6), scores.alongCoupledAxes(network));
    }

    /** However a criterion comes to what it says along axes. */
    private static void areSums(ShardSums observed, ShardSums expected) {
        assertThat(observed.batches()).isEqualTo(expected.batches());
        assertThat(observed.sums().keySet()).isEqualTo(expected.sums().keySet());
        expected.sums().forEach((axis, sums) -> {
            double largest = Arrays.stream(sums.doubles()).map(Math::abs).max().orElseThrow();
            assertThat(observed.sums().get(axis).doubles())
                    .as(axis)
                    .containsExactly(sums.doubles(), Offset.offset(RELATIVE * largest));
        });
    }

    /** Of all of the fixture's images. */
    static AxisScores axisScores(Criterion criterion, Network network) {
        return (AxisScores) criterion.scores(network, observe(criterion, network, 0, 6));
    }

    private static ShardSums observe(Criterion criterion, Network network, int from, int to) {
        return criterion.observe(CalibrationFixture.calibration(network, 2, from, to));
    }

    private static void everyUnitHasAScore(Network network, Scores scores) {
        for (Group group : Groups.of(network, Set.of())) {
            double[] units = scores.of(group, Reduction.MEAN);
            assertThat(units).as(group.name()).hasSameSizeAs(group.units());
            assertThat(Arrays.stream(units)).as(group.name()).allMatch(Double::isFinite);
            assertThat(Arrays.stream(units)).as(group.name()).anyMatch(score -> score != 0);
        }
        if (scores instanceof AxisScores axes) {
            everyUnitHasAScoredAxis(network, axes);
        }
    }

    private static void everyUnitHasAScoredAxis(Network network, AxisScores scores) {
        SortedMap<AxisRef, double[]> values = scores.values();
        for (Group group : Groups.of(network, Set.of())) {
            for (Unit unit : group.units()) {
                assertThat(unit.parameters().keySet())
                        .as("scored axes of a unit of %s", group.name())
                        .anyMatch(values::containsKey);
            }
        }
        values.forEach((axis, along) -> {
            assertThat(network.weight(axis.name()).shape().dim(axis.axis())).isEqualTo(along.length);
            assertThat(Arrays.stream(along)).as(axis.toString()).allMatch(Double::isFinite);
            assertThat(Arrays.stream(along)).as(axis.toString()).anyMatch(score -> score != 0);
        });
    }

    private static void shardsAddUp(Criterion criterion, Network network, Scores whole) {
        ShardSums merged = ShardSums.merge(List.of(
                observe(criterion, network, 0, 1),
                observe(criterion, network, 1, 4),
                observe(criterion, network, 4, 6)));
        assertThat(merged.batches()).isEqualTo(6);
        Scores scores = criterion.scores(network, merged);
        for (Group group : Groups.of(network, Set.of())) {
            double[] expected = whole.of(group, Reduction.MEAN);
            double scale = Arrays.stream(expected).map(Math::abs).max().orElse(1);
            assertThat(scores.of(group, Reduction.MEAN))
                    .as(group.name())
                    .containsExactly(expected, Offset.offset(RELATIVE * scale));
        }
    }

    static double total(ElementScores scores) {
        return scores.sums().values().stream()
                .mapToDouble(tensor -> Arrays.stream(tensor.doubles()).sum())
                .sum();
    }
}
