package io.apoptosis.bench;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Arrays;

/** Noise of CIFAR's shape: what an image shows does not change what a step costs. */
final class RandomImages implements ImageSet {
    private final HostTensor images;
    private final int[] labels;

    RandomImages(int count) {
        images = RandomNetwork.images(count);
        labels = RandomNetwork.labels(count);
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public Shape sampleShape() {
        return Shape.of(3, 32, 32);
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    @Override
    public Batch batch(int[] indices) {
        int[] chosen = Arrays.stream(indices).map(i -> labels[i]).toArray();
        return new Batch(images.select(0, indices), chosen);
    }
}
