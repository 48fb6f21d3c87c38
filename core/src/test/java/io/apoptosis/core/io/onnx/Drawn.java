package io.apoptosis.core.io.onnx;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Images by lot, labelled 0 and 1 in turns. */
record Drawn(HostTensor images, int[] labels) implements ImageSet {
    Drawn(Network network, int count) {
        this(
                Fixtures.images(network, count),
                IntStream.range(0, count).map(i -> i % 2).toArray());
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public Shape sampleShape() {
        int[] dims = images.shape().dims();
        return Shape.of(Arrays.copyOfRange(dims, 1, dims.length));
    }

    @Override
    public int ids() {
        return images.dtype().isFloating()
                ? 0
                : (int) Arrays.stream(images.longs()).max().orElseThrow() + 1;
    }

    @Override
    public Batch batch(int[] indices) {
        return new Batch(
                images.select(0, indices),
                Arrays.stream(indices).map(i -> labels[i]).toArray());
    }
}
