package io.apoptosis.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.tensor.Shape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    private static final ResizeCrop SIZE = new ResizeCrop(8, 8);

    @TempDir
    Path root;

    @Test
    void labelsCountTheFoldersInTheOrderOfTheirNames() throws IOException {
        image("wolf/1.png", Color.RED);
        image("cat/b.png", Color.GREEN);
        image("cat/deep/a.png", Color.BLUE);
        Files.writeString(root.resolve("wolf/notes.txt"), "not an image");

        ImageSet images = read();

        assertThat(images.labels()).containsExactly(0, 0, 1);
        assertThat(images.sampleShape()).isEqualTo(Shape.of(3, 8, 8));
    }

    @Test
    void planesAreRedGreenAndBlue() throws IOException {
        image("a/1.png", new Color(255, 51, 0));

        float[] pixels = read().batch(new int[] {0}).input().floats();

        assertThat(pixels[0]).isEqualTo(1f);
        assertThat(pixels[64]).isEqualTo(0.2f);
        assertThat(pixels[128]).isEqualTo(0f);
    }

    @Test
    void greyImagesKeepTheirValues() throws IOException {
        BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        Arrays.fill(((DataBufferByte) grey.getRaster().getDataBuffer()).getData(), (byte) 51);
        Files.createDirectories(root.resolve("a"));
        ImageIO.write(grey, "png", root.resolve("a/1.png").toFile());

        float[] pixels = read().batch(new int[] {0}).input().floats();

        assertThat(pixels).containsOnly(0.2f);
    }

    @Test
    void anArchiveReadsLikeTheFolder() throws IOException {
        image("a/1.png", Color.RED);
        image("b/2.png", Color.BLUE);
        Path zip = root.resolve("images.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : new String[] {"b/2.png", "a/1.png"}) {
                out.putNextEntry(new ZipEntry(name));
                out.write(Files.readAllBytes(root.resolve(name)));
            }
        }

        ImageSet packed = ImageFolder.read(zip, SIZE, PixelScale.unit(3));

        assertThat(packed.labels()).containsExactly(0, 1);
        assertThat(packed.batch(new int[] {0, 1}).input().floats())
                .containsExactly(read().batch(new int[] {0, 1}).input().floats());
    }

    @Test
    void aDamagedImageIsNamed() throws IOException {
        Files.createDirectories(root.resolve("a"));
        Files.write(root.resolve("a/broken.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, 1, 2});

        assertThatThrownBy(() -> read().batch(new int[] {0}))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("a/broken.jpg");
    }

    @Test
    void anImageThatClaimsToBeHugeIsRefusedBeforeItIsDecoded() throws IOException {
        image("a/1.png", Color.RED);
        byte[] png = Files.readAllBytes(root.resolve("a/1.png"));
        for (int at : new int[] {16, 20}) {
            png[at + 1] = 1;
        }
        Files.write(root.resolve("a/1.png"), png);

        assertThatThrownBy(() -> read().batch(new int[] {0})).hasMessageContaining("pixels");
    }

    @Test
    void aFolderWithoutImagesIsRefused() {
        assertThatThrownBy(this::read).isInstanceOf(MalformedFile.class).hasMessageContaining("CLASS/NAME.jpg");
    }

    private ImageSet read() {
        return ImageFolder.read(root, SIZE, PixelScale.unit(3));
    }

    private void image(String name, Color color) throws IOException {
        BufferedImage image = new BufferedImage(10, 8, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 10; x++) {
            for (int y = 0; y < 8; y++) {
                image.setRGB(x, y, color.getRGB());
            }
        }
        Files.createDirectories(root.resolve(name).getParent());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        Files.write(root.resolve(name), bytes.toByteArray());
    }
}
