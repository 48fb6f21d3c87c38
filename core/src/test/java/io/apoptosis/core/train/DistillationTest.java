package io.apoptosis.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.Progress;
import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import io.apoptosis.core.train.FineTuningFixture.Images;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistillationTest {
    private final DjlEngine engine = new DjlEngine();
    private final Network teacher = FineTuningFixture.network();
    private final ImageSet images = FineTuningFixture.images();

    @Test
    void shouldBeNothingForTheTeacherItselfAndPositiveForOthers() {
        HostTensor same = logits(teacher);
        assertThat(loss(same, 4)).isCloseTo(0, within(1e-6));
        assertThat(loss(same.map(z -> z + 3), 4)).as("softmax knows no offset").isCloseTo(0, within(1e-5));
        assertThat(loss(same.map(z -> -z), 4)).isPositive();
    }

    /** The divergence written out, in float64 on the host. */
    @Test
    void shouldBeTheSoftenedDivergence() {
        HostTensor given = logits(teacher).map(z -> 0.3 * z * z - z);
        double[] p = logits(teacher).doubles();
        double[] q = given.doubles();
        double temperature = 2.5;
        double expected = 0;
        for (int n = 0; n < images.size(); n++) {
            double[] a = softened(p, n, temperature);
            double[] b = softened(q, n, temperature);
            for (int c = 0; c < a.length; c++) {
                expected += a[c] * Math.log(a[c] / b[c]) * temperature * temperature / images.size();
            }
        }
        assertThat(loss(given, temperature)).isCloseTo(expected, within(1e-5 * (1 + expected)));
    }

    private static double[] softened(double[] logits, int n, double temperature) {
        double[] p = IntStream.range(3 * n, 3 * n + 3)
                .mapToDouble(i -> Math.exp(logits[i] / temperature))
                .toArray();
        double sum = Arrays.stream(p).sum();
        return Arrays.stream(p).map(value -> value / sum).toArray();
    }

    /** Wrong labels don't matter: none is read. */
    @Test
    void shouldLearnWithoutLabels() {
        Images unlabelled = new Images(batch().input(), new int[images.size()]);
        TrainingState state = TrainingState.start(teacher);
        FineTuning tuning = new FineTuning(5, 0.01, 0.9, 0, RateSchedule.steps(), Set.of(), 3);
        Distillation lesson = new Distillation(teacher, 4);
        TrainingState one = FineTuner.epoch(engine, state, unlabelled, lesson, tuning, Progress.NONE);
        TrainingState same = FineTuner.epoch(engine, state, images, lesson, tuning, Progress.NONE);
        assertThat(one).isEqualTo(same);
        double first = one.loss();
        TrainingState last = one;
        for (int i = 0; i < 10; i++) {
            last = FineTuner.epoch(engine, last, unlabelled, lesson, tuning, Progress.NONE);
        }
        assertThat(last.loss()).isLessThan(first);
    }

    @Test
    void shouldRefuseATemperatureThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Distillation(teacher, 0));
    }

    private Batch batch() {
        return images.batch(IntStream.range(0, images.size()).toArray());
    }

    private HostTensor logits(Network network) {
        try (Scope scope = engine.open(DType.FLOAT32)) {
            Map<String, Tensor> weights = Resident.weights(network, scope);
            return scope.read(new ForwardPass(network.graph())
                    .run(new Execution(scope, Normalization.RUNNING), weights, scope.of(batch().input())));
        }
    }

    private double loss(HostTensor logits, double temperature) {
        assertThat(logits.shape()).isEqualTo(Shape.of(images.size(), 3));
        try (Scope scope = engine.open(DType.FLOAT32)) {
            Lesson.Loss loss = new Distillation(teacher, temperature).open(scope);
            return scope.read(loss.of(scope, scope.of(logits), batch())).doubles()[0];
        }
    }
}
