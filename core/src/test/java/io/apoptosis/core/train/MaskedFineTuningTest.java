package io.apoptosis.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.sparse.Masks;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MaskedFineTuningTest {

    @Test
    void whatIsMaskedStaysAtZeroAndTheRestLearns() {
        Network dense = FineTuningFixture.network();
        float[] mask = new float[dense.weight("conv2.weight").size()];
        for (int i = 0; i < mask.length; i += 2) {
            mask[i] = 1;
        }
        Masks masks = new Masks(Map.of(
                "conv2.weight", HostTensor.of(dense.weight("conv2.weight").shape(), mask)));
        Network sparse = masks.apply(dense);

        TrainingState state = TrainingState.start(sparse);
        for (int epoch = 0; epoch < 2; epoch++) {
            state = FineTuner.epoch(
                    new DjlEngine(),
                    state,
                    FineTuningFixture.images(),
                    new LabelLesson(),
                    FineTuningFixture.tuning(4, Set.of()),
                    masks.kept(),
                    Progress.NONE);
        }

        float[] learned = state.network().weight("conv2.weight").floats();
        float[] start = sparse.weight("conv2.weight").floats();
        for (int i = 0; i < learned.length; i++) {
            if (mask[i] == 0) {
                assertThat(learned[i]).isZero();
            } else {
                assertThat(learned[i]).isNotEqualTo(start[i]);
            }
        }
    }
}
