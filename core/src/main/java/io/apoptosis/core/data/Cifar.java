package io.apoptosis.core.data;

import io.apoptosis.core.io.FileBytes;
import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.tensor.Shape;
import java.nio.file.Path;

/**
 * The official binary formats of CIFAR-10 and CIFAR-100: for each image its label bytes (CIFAR-100: coarse, then fine, which is the
 * label) and 3,072 bytes, the red, green and blue planes of 32x32. Files put after each other are a file again.
 */
public enum Cifar {
    CIFAR10("CIFAR-10", 1, 10),
    CIFAR100("CIFAR-100", 2, 100);

    private static final Shape SAMPLE = Shape.of(3, 32, 32);

    private final String title;
    private final int labelBytes;
    private final int classes;

    Cifar(String title, int labelBytes, int classes) {
        this.title = title;
        this.labelBytes = labelBytes;
        this.classes = classes;
    }

    /** Reads a file of any number of images. */
    public ImageSet read(Path file, PixelScale scale) {
        return FileBytes.parse(
                file, bytes -> new ByteImages(bytes, labelBytes, record(), labels(bytes), SAMPLE, scale));
    }

    private int record() {
        return labelBytes + Math.toIntExact(SAMPLE.size());
    }

    private int[] labels(byte[] bytes) {
        int record = record();
        if (bytes.length == 0 || bytes.length % record != 0) {
            throw new MalformedFile(
                    "a " + title + " binary file is made of records of " + record + " bytes; this one has "
                            + bytes.length + " bytes, " + bytes.length % record + " more than " + bytes.length / record
                            + " records; it is truncated, or in another format");
        }
        int[] labels = new int[bytes.length / record];
        for (int i = 0; i < labels.length; i++) {
            int at = i * record + labelBytes - 1;
            labels[i] = bytes[at] & 0xff;
            if (labels[i] >= classes) {
                throw new MalformedFile("image " + i + " (byte " + at + ") has the label " + labels[i] + "; " + title
                        + "'s labels are 0 to " + (classes - 1));
            }
        }
        return labels;
    }
}
