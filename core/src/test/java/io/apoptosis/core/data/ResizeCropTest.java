package io.apoptosis.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class ResizeCropTest {
    @Test
    void theMiddleIsCut() {
        BufferedImage image = grey(6, 4, (x, y) -> 10 * x + y);

        byte[] planes = new ResizeCrop(4, 2).planes(image);

        assertThat(planes).hasSize(12).startsWith((byte) 21, (byte) 31, (byte) 22, (byte) 32);
    }

    @Test
    void aFinePatternShrinksToItsMeanInsteadOfAliasing() {
        BufferedImage stripes = grey(64, 64, (x, y) -> x % 2 == 0 ? 0 : 200);

        byte[] planes = new ResizeCrop(8, 8).planes(stripes);

        for (int y = 0; y < 8; y++) {
            for (int x = 1; x < 7; x++) {
                assertThat(planes[8 * y + x] & 0xff).isCloseTo(100, within(8));
            }
        }
    }

    @Test
    void theShorterSideDecides() {
        byte[] wide = new ResizeCrop(8, 8).planes(grey(64, 16, (x, y) -> x < 16 || x >= 48 ? 255 : 0));

        assertThat(wide[0]).isZero();
        assertThat(wide[63]).isZero();
    }

    @Test
    void aCropBeyondTheImageIsRefused() {
        assertThatThrownBy(() -> new ResizeCrop(200, 224))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("224");
    }

    private interface Grey {
        int at(int x, int y);
    }

    private static BufferedImage grey(int width, int height, Grey grey) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, 0x010101 * grey.at(x, y));
            }
        }
        return image;
    }
}
