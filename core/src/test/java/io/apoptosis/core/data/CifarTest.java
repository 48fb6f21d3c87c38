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

class CifarTest {
    private static final double[] MEAN = {0.485, 0.456, 0.406};
    private static final double[] STD = {0.229, 0.224, 0.225};
    private static final PixelScale SCALE = new PixelScale(MEAN, STD);
    private static final int RECORD = 3073;

    @TempDir
    Path folder;

    @Test
    void bytesAreNormalizedChannelByChannel() throws IOException {
        byte[] records = records(5);

        Batch batch = Cifar.CIFAR10.read(file(records), SCALE).batch(new int[] {3, 1});

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

        assertThat(Cifar.CIFAR10.read(sample.resolve("train.bin"), SCALE).size())
                .isEqualTo(4000);
        assertThat(Cifar.CIFAR10.read(sample.resolve("test.bin"), SCALE).labels())
                .hasSize(1000)
                .contains(0, 9);
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        Path file = file(Arrays.copyOf(records(2), 2 * RECORD - 1));

        assertThatThrownBy(() -> Cifar.CIFAR10.read(file, SCALE))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("images.bin")
                .hasMessageContaining("truncated");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Path file = file(new byte[0]);

        assertThatThrownBy(() -> Cifar.CIFAR10.read(file, SCALE)).isInstanceOf(MalformedFile.class);
    }

    @Test
    void aLabelOutOfRangeIsRefusedWithItsPosition() throws IOException {
        byte[] records = records(4);
        records[2 * RECORD] = 10;
        Path file = file(records);

        assertThatThrownBy(() -> Cifar.CIFAR10.read(file, SCALE))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("image 2 (byte 6146) has the label 10");
    }

    @Test
    void aHundredClassesHaveACoarseLabelBeforeTheFineOne() throws IOException {
        byte[] records = new byte[2 * 3074];
        records[0] = 19;
        records[1] = 99;
        records[3074] = 3;
        records[3075] = 42;
        records[3076] = (byte) 255;

        ImageSet images = Cifar.CIFAR100.read(file(records), PixelScale.unit(3));

        assertThat(images.labels()).containsExactly(99, 42);
        assertThat(images.batch(new int[] {1}).input().floats()).startsWith(1f, 0f);
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
