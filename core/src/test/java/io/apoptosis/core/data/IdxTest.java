package io.apoptosis.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
    private static final byte[] IMAGES =
            idx(0x0803, new int[] {2, 2, 3}, 0, 51, 102, 153, 204, 255, 255, 0, 0, 0, 0, 51);
    private static final byte[] LABELS = idx(0x0801, new int[] {2}, 7, 200);

    @TempDir
    Path folder;

    @Test
    void imagesAreGreyAndLabelsLieBesideThem() throws IOException {
        ImageSet images = Idx.read(pair(IMAGES, LABELS), PixelScale.unit(1));

        assertThat(images.sampleShape()).isEqualTo(Shape.of(1, 2, 3));
        assertThat(images.labels()).containsExactly(7, 200);
        assertThat(images.batch(new int[] {1, 0}).input().floats())
                .containsExactly(1f, 0f, 0f, 0f, 0f, 0.2f, 0f, 0.2f, 0.4f, 0.6f, 0.8f, 1f);
    }

    @Test
    void gzippedFilesAreReadAsTheyAreDownloaded() throws IOException {
        Path images = Files.write(folder.resolve("t-images-idx3-ubyte.gz"), gzip(IMAGES));
        Files.write(folder.resolve("t-labels-idx1-ubyte.gz"), gzip(LABELS));

        assertThat(Idx.read(images, PixelScale.unit(1)).labels()).containsExactly(7, 200);
    }

    @Test
    void anArchiveHoldsBoth() throws IOException {
        Path zip = folder.resolve("both.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("t-images-idx3-ubyte"));
            out.write(IMAGES);
            out.putNextEntry(new ZipEntry("t-labels-idx1-ubyte"));
            out.write(LABELS);
        }

        assertThat(Idx.read(zip, PixelScale.unit(1)).labels()).containsExactly(7, 200);
    }

    @Test
    void missingLabelsAreNamed() throws IOException {
        Path images = Files.write(folder.resolve("t-images-idx3-ubyte"), IMAGES);

        assertThatThrownBy(() -> Idx.read(images, PixelScale.unit(1)))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("t-labels-idx1-ubyte");
    }

    @Test
    void imagesAndLabelsHaveToBeAsMany() throws IOException {
        Path images = pair(IMAGES, idx(0x0801, new int[] {3}, 1, 2, 3));

        assertThatThrownBy(() -> Idx.read(images, PixelScale.unit(1))).hasMessageContaining("2 images, but 3 labels");
    }

    @Test
    void truncatedFilesAndExtentsBeyondReasonAreRefused() throws IOException {
        Path truncated = pair(Arrays.copyOf(IMAGES, IMAGES.length - 1), LABELS);
        assertThatThrownBy(() -> Idx.read(truncated, PixelScale.unit(1))).hasMessageContaining("only 11");

        Path huge = pair(idx(0x0803, new int[] {2, 1 << 30, 1 << 30}, 1), LABELS);
        assertThatThrownBy(() -> Idx.read(huge, PixelScale.unit(1))).hasMessageContaining("extent");
    }

    @Test
    void theWholeOfFashionMnistIsRead() {
        Path real = Path.of(System.getProperty("apoptosis.shared"), "data/fashion-mnist/t10k-images-idx3-ubyte.gz");
        assumeTrue(Files.exists(real), "Fashion-MNIST is not here");

        ImageSet images = Idx.read(real, PixelScale.unit(1));

        assertThat(images.sampleShape()).isEqualTo(Shape.of(1, 28, 28));
        int[] perClass = new int[10];
        Arrays.stream(images.labels()).forEach(label -> perClass[label]++);
        assertThat(perClass).containsOnly(1000);
    }

    private Path pair(byte[] images, byte[] labels) throws IOException {
        Files.write(folder.resolve("t-labels-idx1-ubyte"), labels);
        return Files.write(folder.resolve("t-images-idx3-ubyte"), images);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }

    private static byte[] idx(int magic, int[] dims, int... values) {
        ByteBuffer file =
                ByteBuffer.allocate(4 + 4 * dims.length + values.length).putInt(magic);
        Arrays.stream(dims).forEach(file::putInt);
        Arrays.stream(values).forEach(value -> file.put((byte) value));
        return file.array();
    }
}
