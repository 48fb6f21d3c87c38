package io.apoptosis.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
    private static final double[] MEAN = {0.485, 0.456, 0.406};
    private static final double[] STD = {0.229, 0.224, 0.225};
    private static final int RECORD = 3073;

    @TempDir
    Path folder;

    @Test
    void bytesAreNormalizedChannelByChannel() throws IOException {
        byte[] records = records(5);

        Batch batch = Cifar10.read(file(records), MEAN, STD).batch(new int[] {3, 1});

        assertThat(batch.input().shape()).isEqualTo(Shape.of(2, 3, 32, 32));
        float[] pixels = batch.input().floats();
        for (int at : new int[] {0, 1023, 1024, 2047, 2048, 3071}) {
            int channel = at / 1024;
            double expected = ((records[3 * RECORD + 1 + at] & 0xff) / 255.0 - MEAN[channel]) / STD[channel];
            assertThat((double) pixels[at]).isCloseTo(expected, within(1e-6));
        }
        assertThat(batch.labels()).containsExactly(records[3 * RECORD], records[RECORD]);
    }

    @Test
    void theSampleInExamplesIsWhole() {
        Path sample = Path.of("../examples/data/cifar10-sample");

        assertThat(Cifar10.read(sample.resolve("train.bin"), MEAN, STD).size()).isEqualTo(4000);
        assertThat(Cifar10.read(sample.resolve("test.bin"), MEAN, STD).labels())
                .hasSize(1000)
                .contains(0, 9);
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        Path file = file(Arrays.copyOf(records(2), 2 * RECORD - 1));

        assertThatThrownBy(() -> Cifar10.read(file, MEAN, STD))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("images.bin")
                .hasMessageContaining("truncated");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Path file = file(new byte[0]);

        assertThatThrownBy(() -> Cifar10.read(file, MEAN, STD)).isInstanceOf(MalformedFile.class);
    }

    @Test
    void aLabelOutOfRangeIsRefusedWithItsPosition() throws IOException {
        byte[] records = records(4);
        records[2 * RECORD] = 10;
        Path file = file(records);

        assertThatThrownBy(() -> Cifar10.read(file, MEAN, STD))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("image 2 (byte 6146) has the label 10");
    }

    @Test
    void aStandardDeviationOfZeroIsRefused() throws IOException {
        Path file = file(records(1));

        assertThatThrownBy(() -> Cifar10.read(file, MEAN, new double[] {1, 0, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("channel 1");
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("images.bin"), bytes);
    }

    private static byte[] records(int count) {
        byte[] records = new byte[count * RECORD];
        new Random(11).nextBytes(records);
        for (int i = 0; i < count; i++) {
            records[i * RECORD] = (byte) (i % 10);
        }
        return records;
    }
}
