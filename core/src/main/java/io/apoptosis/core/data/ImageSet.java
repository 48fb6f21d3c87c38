package io.apoptosis.core.data;

import io.apoptosis.core.tensor.Shape;

/** Labelled images, or other samples, that batches are cut from. */
public interface ImageSet {
    int size();

    /** Shape of one sample, without the batch axis, for example {@code 3x32x32}. */
    Shape sampleShape();

    /** One label per sample, in file order; all are at least 0. */
    int[] labels();

    /** How many token ids there are, the largest and one more, where samples are integers; 0 where they are numbers. */
    default int ids() {
        return 0;
    }

    /** The samples at {@code indices}, in that order, ready for the network. */
    Batch batch(int[] indices);
}
