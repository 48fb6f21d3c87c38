package io.apoptosis.bench;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.tensor.Shape;
import java.util.Arrays;

/** The images [from, to) of a set. */
record Part(ImageSet whole, int from, int to) implements ImageSet {
    @Override
    public int size() {
        return to - from;
    }

    @Override
    public Shape sampleShape() {
        return whole.sampleShape();
    }

    @Override
    public int[] labels() {
        return Arrays.copyOfRange(whole.labels(), from, to);
    }

    @Override
    public Batch batch(int[] indices) {
        return whole.batch(Arrays.stream(indices).map(i -> from + i).toArray());
    }
}
