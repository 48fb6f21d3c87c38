package io.apoptosis.core.train;

import static io.apoptosis.core.train.FineTuningFixture.GOLDEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.Cancelled;
import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.laws.SmallMemory;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import io.apoptosis.core.train.FineTuningFixture.Images;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private final DjlEngine engine = new DjlEngine();
    private final Images images = (Images) FineTuningFixture.images();
    private final Network trained =
            new Network(FineTuningFixture.network().graph(), FineTuningFixture.tensors(GOLDEN.at("/training/end")));

    @Test
    void shouldGiveThePyTorchLossAndAccuracyHoweverBatchesAreCut() {
        for (int batchSize : new int[] {12, 5, 1}) {
            Evaluation evaluation = Evaluator.evaluate(engine, trained, images, batchSize, Progress.NONE);
            assertThat(evaluation.loss())
                    .isCloseTo(GOLDEN.at("/training/evaluation/loss").asDouble(), within(1e-5));
            assertThat(evaluation.accuracy())
                    .isEqualTo(GOLDEN.at("/training/evaluation/accuracy").asDouble());
        }
    }

    @Test
    void shouldMeasureTheSameHoweverSmallTheMemory() {
        Evaluation roomy = Evaluator.evaluate(engine, trained, images, 12, Progress.NONE);
        for (int most : new int[] {1, 2, 5}) {
            Evaluation cramped = Evaluator.evaluate(new SmallMemory(most), trained, images, 12, Progress.NONE);
            assertThat(cramped.accuracy()).isEqualTo(roomy.accuracy());
            assertThat(cramped.loss()).isCloseTo(roomy.loss(), within(1e-6));
        }
    }

    @Test
    void shouldReportProgressAndStopWhenCancelled() {
        List<String> seen = new ArrayList<>();
        Progress progress = (done, total, unit) -> {
            seen.add(done + "/" + total + " " + unit);
            if (done == 2) {
                throw new Cancelled("stopped by the test");
            }
        };
        assertThatExceptionOfType(Cancelled.class)
                .isThrownBy(() -> Evaluator.evaluate(engine, trained, images, 5, progress));
        assertThat(seen).containsExactly("1/3 batches", "2/3 batches");
    }

    @Test
    void shouldRefuseLabelsTheNetworkDoesNotHave() {
        int[] labels = images.labels().clone();
        labels[7] = 3;
        Images wrong = new Images(images.input(), labels);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Evaluator.evaluate(engine, trained, wrong, 5, Progress.NONE))
                .withMessageContaining("label 3")
                .withMessageContaining("3 classes");
    }

    @Test
    void shouldRefuseImagesOfAnotherShape() {
        Images wrong = new Images(images.input().select(3, new int[] {0, 1, 2}), images.labels());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Evaluator.evaluate(engine, trained, wrong, 5, Progress.NONE))
                .withMessage("the network reads samples of 2x6x6, the data set has 2x6x3");
    }

    @Test
    void shouldSayThatANetworkGivesNoNumbers() {
        Map<String, HostTensor> broken = new HashMap<>(trained.weights());
        broken.put("fc.bias", trained.weight("fc.bias").map(value -> Double.NaN));
        assertThatExceptionOfType(NumericFailure.class)
                .isThrownBy(() ->
                        Evaluator.evaluate(engine, new Network(trained.graph(), broken), images, 5, Progress.NONE))
                .withMessageContaining("not finite numbers in batch 1 of")
                .withMessageContaining("first in layer fc (its bias holds NaN");
    }
}
