package io.apoptosis.core.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.GateModel;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.Architectures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class JointCutTest {
    private static final Network DENSE = RandomNetworks.of(Architectures.named("resnet20", 10), 2);

    /** In another order, to which where the others end up owes nothing. */
    @Test
    void shouldLeaveWhatTheJointChoiceLeavesOfTheSameUnits() {
        GateModel model = GateModels.random(DENSE, 3);
        Pruned pruned = Pruner.prune(
                DENSE,
                DENSE,
                model,
                new Pruning(Measure.MACS, 0.7, 0.95, 1, Set.of(), Reduction.MEAN, ScoreNormalization.NONE));
        List<Unit> gone = new ArrayList<>(Groups.of(DENSE, Set.of()).stream()
                .flatMap(group -> group.units().stream())
                .filter(pruned.survivors()::lost)
                .toList());
        Collections.shuffle(gone, new Random(4));
        JointCut cut = JointCut.of(DENSE, model, gone);
        assertThat(cut.survivors().tensors()).isEqualTo(pruned.survivors().tensors());
        assertThat(cut.network().graph()).isEqualTo(pruned.network().graph());
        pruned.network()
                .weights()
                .forEach((name, weight) -> assertThat(cut.network().weight(name).doubles())
                        .as(name)
                        .containsExactly(weight.doubles(), Offset.offset(1e-5)));
    }
}
