package io.apoptosis.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFormatTest {
    @TempDir
    Path folder;

    @Test
    void isFoundByItsKey() {
        for (DataFormat format : DataFormat.values()) {
            assertThat(DataFormat.named(format.key())).isEqualTo(format);
        }
    }

    @Test
    void anUnknownKeyIsRefusedNamingThoseThereAre() {
        assertThatThrownBy(() -> DataFormat.named("webdataset"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("webdataset")
                .hasMessageContaining("cifar100");
    }

    @Test
    void theScaleHasToHaveTheImagesChannels() throws IOException {
        Path file = Files.write(folder.resolve("one.bin"), new byte[3073]);

        assertThatThrownBy(() -> DataFormat.CIFAR10.read(file, PixelScale.unit(1), ResizeCrop.IMAGENET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 channels");
    }
}
