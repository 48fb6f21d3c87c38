package io.apoptosis.pipeline.validation;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.model.Architecture;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** ResNet-20 for ten classes on images of the right shape, and what a test changes about it. */
final class Candidates {
    static final Shape CIFAR = Shape.of(3, 32, 32);

    private Candidates() {}

    static Candidate good() {
        return with("target: { macs: 0.6 }", images(64, CIFAR, 9));
    }

    static Candidate pruning(String prune) {
        return with(prune, images(64, CIFAR, 9));
    }

    static Candidate on(ImageSet train) {
        return with("target: { macs: 0.6 }", train);
    }

    private static Candidate with(String prune, ImageSet train) {
        return new Candidate(spec(prune), resnet20(), train, images(10, CIFAR, 9));
    }

    private static RunSpec spec(String prune) {
        return RunSpecs.parse("""
                model: { architecture: resnet20, classes: 10, weights: "object:w" }
                data: { train: { cifar10: "object:a" }, test: { cifar10: "object:b" } }
                importance: { batches: 4, batchSize: 16, shards: 2 }
                prune: { %s }
                """.formatted(prune), "test.yaml");
    }

    static Network resnet20() {
        Architecture architecture = Architectures.named("resnet20", 10);
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        architecture.parameterShapes().forEach((name, shape) -> weights.put(name, ones(shape)));
        return architecture.load(weights);
    }

    private static HostTensor ones(Shape shape) {
        float[] values = new float[(int) shape.size()];
        Arrays.fill(values, 1);
        return HostTensor.of(shape, values);
    }

    static ImageSet images(int size, Shape shape, int highestLabel) {
        int[] labels = new int[size];
        if (size > 0) {
            labels[size - 1] = highestLabel;
        }
        return new Images(shape, labels, 0);
    }

    static ImageSet tokens(int size, Shape shape, int ids) {
        return new Images(shape, new int[size], ids);
    }

    private record Images(Shape sampleShape, int[] labels, int ids) implements ImageSet {
        @Override
        public int size() {
            return labels.length;
        }

        @Override
        public Batch batch(int[] indices) {
            throw new UnsupportedOperationException("rules look at no image");
        }
    }
}
