package io.apoptosis.core.data;

import com.twelvemonkeys.image.ResampleOp;
import java.awt.image.BufferedImage;

/**
 * The usual way to one size: scale the shorter side to {@code shorterSide} (bilinear with antialiasing, as torchvision does), then cut
 * the middle {@code crop} x {@code crop}.
 */
public record ResizeCrop(int shorterSide, int crop) {
    /** ImageNet's. */
    public static final ResizeCrop IMAGENET = new ResizeCrop(256, 224);

    public ResizeCrop {
        if (crop < 1 || crop > shorterSide) {
            throw new IllegalArgumentException(
                    "a crop of " + crop + " does not fit into a shorter side of " + shorterSide);
        }
    }

    /** Planes of red, green and blue, 3 x crop x crop bytes. */
    byte[] planes(BufferedImage image) {
        BufferedImage scaled = scaled(image);
        int left = Math.round((scaled.getWidth() - crop) / 2f);
        int top = Math.round((scaled.getHeight() - crop) / 2f);
        int[] rgb = scaled.getRGB(left, top, crop, crop, null, 0, crop);
        byte[] planes = new byte[3 * rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            planes[i] = (byte) (rgb[i] >> 16);
            planes[rgb.length + i] = (byte) (rgb[i] >> 8);
            planes[2 * rgb.length + i] = (byte) rgb[i];
        }
        return planes;
    }

    private BufferedImage scaled(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int shorter = Math.min(width, height);
        if (shorter == shorterSide) {
            return image;
        }
        int toWidth = (int) ((long) width * shorterSide / shorter);
        int toHeight = (int) ((long) height * shorterSide / shorter);
        return new ResampleOp(toWidth, toHeight, ResampleOp.FILTER_TRIANGLE).filter(image, null);
    }
}
