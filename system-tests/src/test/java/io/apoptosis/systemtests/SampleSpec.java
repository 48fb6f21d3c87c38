package io.apoptosis.systemtests;

import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** ResNet-20 on the first images of the CIFAR-10 sample. */
final class SampleSpec {
    private static final int IMAGE_BYTES = 3073;

    private SampleSpec() {}

    /**
     * @param folder for the images
     * @param rest the specification without model and data
     */
    static RunSpec of(Path folder, int trainImages, int testImages, String rest) throws IOException {
        String yaml = """
                model: { architecture: resnet20, classes: 10, weights: "%s" }
                data:
                  train: { cifar10: "%s" }
                  test: { cifar10: "%s" }
                  normalize: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }
                """.formatted(
                        ClusterRun.HOME.resolve("examples/weights/resnet20-cifar10.th"),
                        firstImages(folder, "train.bin", trainImages),
                        firstImages(folder, "test.bin", testImages));
        return RunSpecs.parse((yaml + rest).getBytes(StandardCharsets.UTF_8), "sample.yaml");
    }

    static Path firstImages(Path folder, String file, int count) throws IOException {
        byte[] all = Files.readAllBytes(
                ClusterRun.HOME.resolve("examples/data/cifar10-sample").resolve(file));
        Files.createDirectories(folder);
        return Files.write(folder.resolve(file), Arrays.copyOf(all, count * IMAGE_BYTES));
    }
}
