package io.apoptosis.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.Progress;
import io.apoptosis.core.data.Cifar;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.data.PixelScale;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.Checkpoints;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published checkpoints on the sample's 1,000 test images: architecture, loaders and normalization are right together. */
@Tag("slow")
class DenseAccuracyTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("apoptosis.root"), "examples");

    @ParameterizedTest
    @CsvSource({"resnet20, 0.915", "resnet32, 0.928"})
    void shouldBeWhatThePublishedCheckpointsReach(String name, double accuracy) {
        Network network = Architectures.named(name, 10)
                .load(Checkpoints.read(EXAMPLES.resolve("weights/" + name + "-cifar10.th")));
        ImageSet images = Cifar.CIFAR10.read(
                EXAMPLES.resolve("data/cifar10-sample/test.bin"),
                new PixelScale(new double[] {0.485, 0.456, 0.406}, new double[] {0.229, 0.224, 0.225}));
        Evaluation evaluation = Evaluator.evaluate(new DjlEngine(), network, images, 64, Progress.NONE);
        assertThat(evaluation.accuracy()).isCloseTo(accuracy, within(1e-9));
    }
}
