package io.apoptosis.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.apoptosis.core.Progress;
import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.Cifar;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.data.PixelScale;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.Calibration;
import io.apoptosis.core.importance.Criterion;
import io.apoptosis.core.importance.CriterionOptions;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.io.Checkpoints;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.prune.Cost;
import io.apoptosis.core.prune.Measure;
import io.apoptosis.core.prune.Pruner;
import io.apoptosis.core.prune.Pruning;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** A trained vision transformer loses a quarter of its heads and learns to do without them. */
@Tag("nightly")
class CatsAndHorsesTest {
    private static final int CAT = 3;
    private static final int HORSE = 7;

    private final DjlEngine engine = new DjlEngine();

    @Test
    void aTransformerLosesHeadsAndIsFineTuned(TestReporter reporter) {
        Path weights = Path.of(System.getProperty("apoptosis.shared"), "models", "vit_cat_horse.pth");
        assumeTrue(Files.exists(weights), weights + " is not here: the trained vision transformer skipped");
        Network dense = Architectures.named("vit_postnorm_cifar", 2).load(Checkpoints.read(weights));
        ImageSet train = images("train");
        assertThat(accuracy(dense)).isCloseTo(151 / 205.0, within(1e-9));

        Network pruned = withoutHeads(dense, train);
        reporter.publishEntry("accuracy without a quarter of the heads", String.valueOf(accuracy(pruned)));
        FineTuning tuning = new FineTuning(32, 1e-3, 0.9, 1e-4, RateSchedule.steps(), Set.of("flip"), 3);
        TrainingState state = TrainingState.start(pruned);
        for (int epoch = 0; epoch < 2; epoch++) {
            state = FineTuner.epoch(engine, state, train, tuning, Progress.NONE);
        }

        reporter.publishEntry("accuracy after fine-tuning", String.valueOf(accuracy(state.network())));
        assertThat((double) Cost.of(pruned).macs() / Cost.of(dense).macs()).isBetween(0.88, 0.93);
        assertThat(accuracy(state.network())).isGreaterThan(0.68);
    }

    /** The width and the hidden units stay. */
    private Network withoutHeads(Network dense, ImageSet train) {
        Criterion criterion = Criterion.named("taylor", CriterionOptions.DEFAULT);
        Calibration calibration =
                new Calibration(engine, dense, train, 64, 0, 4, Normalization.RUNNING, DType.FLOAT32, 3, Progress.NONE);
        Pruning pruning = new Pruning(
                Measure.CHANNELS,
                0.75,
                0.75,
                1,
                Set.of("to_patch_embedding.1", "transformer_blocks.*.fc.1"),
                Reduction.MEAN,
                ScoreNormalization.MAX);
        return Pruner.prune(dense, dense, criterion.scores(dense, criterion.observe(calibration)), pruning)
                .network();
    }

    private double accuracy(Network network) {
        return Evaluator.evaluate(engine, network, images("test"), 64, Progress.NONE)
                .accuracy();
    }

    private static ImageSet images(String part) {
        Path folder = Path.of(System.getProperty("apoptosis.root"), "examples/data/cifar10-sample");
        double[] half = {0.5, 0.5, 0.5};
        return new Pair(Cifar.CIFAR10.read(folder.resolve(part + ".bin"), new PixelScale(half, half)));
    }

    /** Cats (0) and horses (1) of CIFAR-10. */
    private record Pair(ImageSet all, int[] kept) implements ImageSet {
        Pair(ImageSet all) {
            this(all, chosen(all.labels()));
        }

        private static int[] chosen(int[] labels) {
            return IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == CAT || labels[i] == HORSE)
                    .toArray();
        }

        @Override
        public int size() {
            return kept.length;
        }

        @Override
        public Shape sampleShape() {
            return all.sampleShape();
        }

        @Override
        public int[] labels() {
            return classes(all.labels(), kept);
        }

        @Override
        public Batch batch(int[] indices) {
            int[] places = Arrays.stream(indices).map(i -> kept[i]).toArray();
            Batch batch = all.batch(places);
            return new Batch(
                    batch.input(),
                    Arrays.stream(batch.labels()).map(l -> l == HORSE ? 1 : 0).toArray());
        }

        private static int[] classes(int[] labels, int[] places) {
            return Arrays.stream(places).map(i -> labels[i] == HORSE ? 1 : 0).toArray();
        }
    }
}
