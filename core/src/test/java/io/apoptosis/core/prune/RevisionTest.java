package io.apoptosis.core.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.GateCurvature.Rows;
import io.apoptosis.core.importance.GateModel;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RevisionTest {
    private static final Network DENSE = RandomNetworks.of(Architectures.named("resnet20", 10), 2);
    private static final Set<String> SKIP = Set.of("conv1", "layer2.0.conv2", "layer3.0.conv2", "layer1.0.conv1");

    private final GateModel model = GateModels.random(DENSE, 3);

    @Test
    void shouldFindACheaperSetWithinTheSameTarget() {
        Pruning pruning = pruning(0.6, 0.95, 1);
        Revision revision = revision(pruning);
        double before = revision.cost();
        assertThat(revision.swap(20)).isPositive();
        assertThat(revision.cost()).isLessThan(before);
        Pruned greedy = Pruner.prune(DENSE, DENSE, model, pruning);
        assertThat(cut(revision).network()).isNotEqualTo(greedy.network());
        assertThat((double) Cost.of(cut(revision).network()).macs())
                .isBetween(0.58 * Cost.of(DENSE).macs(), 0.6 * Cost.of(DENSE).macs());
    }

    /** What the surgeon's removals add up to, one after the other, is what the table has for all of them at once. */
    @Test
    void shouldCostWhatTheSurgeonsRemovalsAddUpTo() {
        Revision revision = revision(pruning(0.6, 0.95, 1));
        revision.swap(5);
        Surgeon surgeon = Surgeon.of(model.gradient(), model.curvature(), GateModels.RIDGE);
        double sum = 0;
        for (Unit unit : revision.gone()) {
            sum += surgeon.cost(model.gates().of(unit));
            surgeon.remove(model.gates().of(unit));
        }
        assertThat(revision.cost()).isCloseTo(sum, within(1e-9 * sum));
    }

    @Test
    void shouldStopAfterAsManySwapsAsAsked() {
        Revision revision = revision(pruning(0.6, 0.95, 1));
        List<Unit> before = revision.gone();
        assertThat(revision.swap(0)).isZero();
        assertThat(revision.gone()).isEqualTo(before);
        assertThat(revision.swap(1)).isEqualTo(1);
        assertThat(revision.gone()).hasSameSizeAs(before);
        assertThat(before.stream().filter(unit -> !revision.gone().contains(unit)))
                .hasSize(1);
    }

    /** From a set that nobody chose: of every group as much as may go. */
    @Test
    void shouldTakeNothingOfWhatIsSkippedAndNoMoreOfAGroupThanAllowed() {
        List<Unit> firstHalves = Groups.of(DENSE, SKIP).stream()
                .flatMap(group -> group.units().stream().limit(group.units().size() / 2))
                .toList();
        Revision revision = new Revision(DENSE, DENSE, model, pruning(0.6, 0.5, 1), firstHalves);
        assertThat(revision.swap(20)).isEqualTo(20);
        Network cut = cut(revision).network();
        for (String layer : SKIP) {
            assertThat(channels(cut, layer)).as(layer).isEqualTo(channels(DENSE, layer));
        }
        for (Group group : Groups.of(DENSE, SKIP)) {
            assertThat(channels(cut, group.name())).as(group.name()).isEqualTo(channels(DENSE, group.name()) / 2);
        }
    }

    private static int channels(Network network, String layer) {
        return network.weight(layer + ".weight").shape().dim(0);
    }

    @Test
    void shouldKeepMultiples() {
        Revision revision = revision(pruning(0.6, 0.95, 4));
        assertThat(revision.swap(20)).isPositive();
        cut(revision).network().weights().forEach((name, weight) -> {
            if (name.contains("conv")) {
                assertThat(weight.shape().dim(0) % 4).as(name).isZero();
            }
        });
    }

    @Test
    void shouldRefuseGatesWhoseCurvatureIsNotWrittenOut() {
        int count = model.gradient().length;
        Rows rows = new Rows(List.of(HostTensor.zeros(DType.FLOAT32, Shape.of(1, count))), 1);
        GateModel many = new GateModel(model.gates(), model.gradient(), rows, model.surgery());
        assertThatThrownBy(() -> new Revision(DENSE, DENSE, many, pruning(0.6, 0.95, 1), List.of()))
                .hasMessageContaining("written out");
    }

    private Revision revision(Pruning pruning) {
        Survivors first = Pruner.prune(DENSE, DENSE, model, pruning).survivors();
        Collection<Unit> gone = Groups.of(DENSE, SKIP).stream()
                .flatMap(group -> group.units().stream())
                .filter(first::lost)
                .toList();
        return new Revision(DENSE, DENSE, model, pruning, gone);
    }

    private JointCut cut(Revision revision) {
        return JointCut.of(DENSE, model, revision.gone());
    }

    private static Pruning pruning(double ratio, double most, int roundTo) {
        return new Pruning(Measure.MACS, ratio, most, roundTo, SKIP, Reduction.MEAN, ScoreNormalization.NONE);
    }
}
