package io.apoptosis.core.data;

import io.apoptosis.core.io.MalformedFile;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Decodes JPEG, PNG, BMP and GIF, as RGB without transparency; what claims to be huge is refused before it is decoded. */
final class ImageFile {
    private static final long PIXELS = 100_000_000;

    static {
        // Through memory, not through files in java.io.tmpdir.
        ImageIO.setUseCache(false);
    }

    private ImageFile() {}

    static BufferedImage decode(String name, byte[] bytes) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new MalformedFile(name + " is not an image that can be read (JPEG, PNG, BMP, GIF)");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                refuseHuge(name, reader.getWidth(0), reader.getHeight(0));
                return rgb(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new MalformedFile(name + " is damaged: " + e.getMessage(), e);
        }
    }

    private static void refuseHuge(String name, int width, int height) {
        if ((long) width * height > PIXELS) {
            throw new MalformedFile(name + " has " + width + "x" + height + " pixels; up to " + PIXELS + " are read");
        }
    }

    private static BufferedImage rgb(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_INT_RGB || image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            return image;
        }
        BufferedImage rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = rgb.createGraphics();
        try {
            graphics.drawImage(image, 0, 0, null);
        } finally {
            graphics.dispose();
        }
        return rgb;
    }
}
