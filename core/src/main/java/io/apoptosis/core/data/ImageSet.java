package io.apoptosis.core.data;

import io.apoptosis.core.tensor.Shape;

/** Labelled images that batches are cut from. */
public interface ImageSet {
    int size();

    /** Shape of one sample, without the batch axis, for example {@code 3x32x32}. */
    Shape sampleShape();

    /** One label per sample, in file order; all are at least 0. */
    int[] labels();

    /** The samples at {@code indices}, in that order, ready for the network. */
    Batch batch(int[] indices);
}
