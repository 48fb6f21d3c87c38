package io.apoptosis.core.train;

import static io.apoptosis.core.train.FineTuningFixture.GOLDEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.Cancelled;
import io.apoptosis.core.Progress;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.laws.SmallMemory;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FineTunerTest {
    private final DjlEngine engine = new DjlEngine();
    private final Network network = FineTuningFixture.network();
    private final ImageSet images = FineTuningFixture.images();

    @Test
    void shouldLearnWhatPyTorchLearns() {
        FineTuning tuning = FineTuningFixture.tuning(images.size(), Set.of());
        double[] losses = FineTuningFixture.doubles(GOLDEN.at("/training/losses"));
        TrainingState state = TrainingState.start(network);
        for (double loss : losses) {
            state = FineTuner.epoch(engine, state, images, tuning, Progress.NONE);
            assertThat(state.loss()).as("epoch %d", state.epoch()).isCloseTo(loss, within(2e-5));
        }
        assertThat(state.epoch()).isEqualTo(losses.length);
        Network learned = state.network();
        FineTuningFixture.tensors(GOLDEN.at("/training/end"))
                .forEach((name, expected) -> assertThat(learned.weight(name).doubles())
                        .as(name)
                        .containsExactly(expected.doubles(), within(1e-4)));
    }

    @Test
    void shouldGoOnFromAStoredStateAsIfItHadNeverStopped() {
        FineTuning tuning = FineTuningFixture.tuning(5, Set.of("crop", "flip"));
        TrainingState straight = epochs(TrainingState.start(network), tuning, 4);

        TrainingState half = epochs(TrainingState.start(network), tuning, 2);
        byte[] stored = SafeTensors.write(half.tensors(), Map.of());
        TrainingState resumed = epochs(TrainingState.of(network.graph(), SafeTensors.read(stored)), tuning, 2);

        assertThat(SafeTensors.write(resumed.tensors(), Map.of()))
                .isEqualTo(SafeTensors.write(straight.tensors(), Map.of()));
        assertThat(straight).isNotEqualTo(half);
    }

    @Test
    void shouldDependOnTheSeed() {
        FineTuning tuning = FineTuningFixture.tuning(5, Set.of());
        FineTuning reseeded = new FineTuning(
                5, tuning.learningRate(), tuning.momentum(), tuning.weightDecay(), tuning.schedule(), Set.of(), 12);
        assertThat(epochs(TrainingState.start(network), reseeded, 1))
                .isNotEqualTo(epochs(TrainingState.start(network), tuning, 1));
    }

    @Test
    void shouldLeaveTheStateItStartedFromAlone() {
        TrainingState start = TrainingState.start(network);
        epochs(start, FineTuningFixture.tuning(5, Set.of()), 1);
        assertThat(start).isEqualTo(TrainingState.start(FineTuningFixture.network()));
    }

    @Test
    void shouldSayWhereTrainingDiverged() {
        FineTuning reckless = new FineTuning(5, 1e30, 0.9, 0, RateSchedule.steps(), Set.of(), 1);
        assertThatExceptionOfType(NumericFailure.class)
                .isThrownBy(() -> epochs(TrainingState.start(network), reckless, 2))
                .withMessageContaining("diverged in epoch 1: the loss of batch")
                .withMessageContaining("first in layer ")
                .withMessageContaining("lower the learning rate (it is 1.0E30)");
    }

    @Test
    void shouldStopBetweenBatchesWhenCancelled() {
        Progress stop = (done, total, unit) -> {
            throw new Cancelled("after " + done + " of " + total + " " + unit);
        };
        TrainingState start = TrainingState.start(network);
        FineTuning tuning = FineTuningFixture.tuning(5, Set.of());
        assertThatExceptionOfType(Cancelled.class)
                .isThrownBy(() -> FineTuner.epoch(engine, start, images, tuning, stop))
                .withMessage("after 1 of 3 batches");
        assertThat(epochs(start, tuning, 1).epoch()).isEqualTo(1);
    }

    @Test
    void shouldLearnTheSameHoweverSmallTheMemory() {
        TrainingState start = TrainingState.start(withoutBatchNorm());
        FineTuning tuning = FineTuningFixture.tuning(7, Set.of("flip"));
        TrainingState roomy = FineTuner.epoch(engine, start, images, tuning, Progress.NONE);
        for (int most : new int[] {1, 3, 4}) {
            TrainingState cramped = FineTuner.epoch(new SmallMemory(most), start, images, tuning, Progress.NONE);
            assertThat(cramped.loss()).isCloseTo(roomy.loss(), within(1e-6));
            roomy.tensors()
                    .forEach((name, tensor) -> assertThat(
                                    cramped.tensors().get(name).doubles())
                            .as("%s with room for %d", name, most)
                            .containsExactly(tensor.doubles(), within(1e-6)));
        }
    }

    @Test
    void shouldNotDivideABatchThatNormsLookAtAsAWhole() {
        TrainingState start = TrainingState.start(network);
        FineTuning tuning = FineTuningFixture.tuning(7, Set.of());
        assertThatIllegalStateException()
                .isThrownBy(() -> FineTuner.epoch(new SmallMemory(5), start, images, tuning, Progress.NONE))
                .withMessageContaining("out of memory in a training batch of 7 images")
                .withMessageContaining("batch normalization looks at all of it");
    }

    @Test
    void oneImageThatDoesNotFitIsTheEnd() {
        TrainingState start = TrainingState.start(withoutBatchNorm());
        FineTuning tuning = FineTuningFixture.tuning(7, Set.of());
        assertThatIllegalStateException()
                .isThrownBy(() -> FineTuner.epoch(new SmallMemory(0), start, images, tuning, Progress.NONE))
                .withMessageContaining("can't allocate memory");
    }

    private static Network withoutBatchNorm() {
        GraphBuilder builder = new GraphBuilder(Shape.of(2, 6, 6));
        String body = builder.relu("relu", builder.conv("conv", builder.input(), 2, 4, 3, 1));
        String pooled = builder.node("pool", new GlobalAvgPool(), body);
        return RandomNetworks.of(builder.build(builder.linear("fc", pooled, 4, 3)), 5);
    }

    private TrainingState epochs(TrainingState state, FineTuning tuning, int count) {
        TrainingState next = state;
        for (int i = 0; i < count; i++) {
            next = FineTuner.epoch(engine, next, images, tuning, Progress.NONE);
        }
        return next;
    }
}
