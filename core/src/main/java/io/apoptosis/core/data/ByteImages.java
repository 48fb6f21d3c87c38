package io.apoptosis.core.data;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;

/**
 * Images of one size that lie in memory as planes of bytes, each {@code stride} bytes behind the one before, and are normalized batch
 * by batch.
 */
final class ByteImages implements ImageSet {
    private final byte[] bytes;
    private final int offset;
    private final int stride;
    private final int[] labels;
    private final Shape sample;
    private final PixelScale scale;

    /**
     * @param offset of the first image's first plane
     * @param sample (C, H, W)
     */
    ByteImages(byte[] bytes, int offset, int stride, int[] labels, Shape sample, PixelScale scale) {
        if (scale.channels() != sample.dim(0)) {
            throw new IllegalArgumentException("the images have " + sample.dim(0) + " channels: normalize needs "
                    + sample.dim(0) + " means and standard deviations, got " + scale.channels());
        }
        this.bytes = bytes;
        this.offset = offset;
        this.stride = stride;
        this.labels = labels;
        this.sample = sample;
        this.scale = scale;
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public Shape sampleShape() {
        return sample;
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    @Override
    public Batch batch(int[] indices) {
        int channels = sample.dim(0);
        int plane = sample.dim(1) * sample.dim(2);
        float[] pixels = new float[indices.length * channels * plane];
        int[] chosen = new int[indices.length];
        for (int n = 0; n < indices.length; n++) {
            chosen[n] = labels[indices[n]];
            for (int c = 0; c < channels; c++) {
                int from = offset + indices[n] * stride + c * plane;
                scale.apply(c, bytes, from, pixels, (n * channels + c) * plane, plane);
            }
        }
        Shape shape = Shape.of(indices.length, channels, sample.dim(1), sample.dim(2));
        return new Batch(HostTensor.of(shape, pixels), chosen);
    }
}
