package io.apoptosis.core.data;

import io.apoptosis.core.io.FileBytes;
import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.nio.file.Path;

/**
 * CIFAR-10's official binary format: for each image one label byte and 3,072 bytes, the red, green and blue planes of 32x32. Files
 * put after each other are a file again. Images stay bytes and are normalized batch by batch.
 */
public final class Cifar10 implements ImageSet {
    public static final int CLASSES = 10;

    private static final Shape SAMPLE = Shape.of(3, 32, 32);
    private static final int PLANE = 32 * 32;
    private static final int RECORD = 1 + 3 * PLANE;

    private final byte[] records;
    private final int[] labels;
    private final ChannelScale scale;

    private Cifar10(byte[] records, int[] labels, ChannelScale scale) {
        this.records = records;
        this.labels = labels;
        this.scale = scale;
    }

    /**
     * Reads a file of any number of images.
     *
     * @param mean of red, green and blue, in 0..1
     * @param std of red, green and blue
     */
    public static Cifar10 read(Path file, double[] mean, double[] std) {
        if (mean.length != 3 || std.length != 3) {
            throw new IllegalArgumentException(
                    "CIFAR-10 has 3 channels: normalize needs 3 means and 3 standard deviations, got " + mean.length
                            + " and " + std.length);
        }
        ChannelScale scale = new ChannelScale(mean, std);
        return FileBytes.parse(file, records -> new Cifar10(records, checkedLabels(records), scale));
    }

    private static int[] checkedLabels(byte[] records) {
        if (records.length == 0 || records.length % RECORD != 0) {
            throw new MalformedFile("a CIFAR-10 binary file is made of records of " + RECORD + " bytes; this one has "
                    + records.length + " bytes, " + records.length % RECORD + " more than " + records.length / RECORD
                    + " records; it is truncated, or in another format");
        }
        int[] labels = new int[records.length / RECORD];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = records[i * RECORD] & 0xff;
            if (labels[i] >= CLASSES) {
                throw new MalformedFile("image " + i + " (byte " + (long) i * RECORD + ") has the label " + labels[i]
                        + "; CIFAR-10's labels are 0 to 9");
            }
        }
        return labels;
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public Shape sampleShape() {
        return SAMPLE;
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    @Override
    public Batch batch(int[] indices) {
        float[] pixels = new float[indices.length * 3 * PLANE];
        int[] chosen = new int[indices.length];
        for (int n = 0; n < indices.length; n++) {
            chosen[n] = labels[indices[n]];
            for (int channel = 0; channel < 3; channel++) {
                int from = indices[n] * RECORD + 1 + channel * PLANE;
                scale.apply(channel, records, from, pixels, (n * 3 + channel) * PLANE, PLANE);
            }
        }
        return new Batch(HostTensor.of(Shape.of(indices.length, 3, 32, 32), pixels), chosen);
    }
}
