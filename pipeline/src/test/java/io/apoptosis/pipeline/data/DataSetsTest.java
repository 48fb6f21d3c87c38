package io.apoptosis.pipeline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.data.ImageSet;
import io.apoptosis.pipeline.spec.DataRef;
import io.apoptosis.pipeline.spec.RunSpec.DataSpec;
import io.apoptosis.pipeline.spec.RunSpec.Normalize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {
    @TempDir
    Path directory;

    @Test
    void bytesBecomeNumbersFromZeroToOne() throws IOException {
        assertThat(firstPixel(null)).isEqualTo(1.0);
    }

    @Test
    void normalizationComesAfterThat() throws IOException {
        Normalize normalize = new Normalize(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));

        assertThat(firstPixel(normalize)).isEqualTo(2.0);
    }

    @Test
    void anUnknownFormatIsRefusedByName() {
        DataRef ref = new DataRef("webdataset", "x");

        assertThatThrownBy(() -> DataSets.open(new DataSpec(ref, ref, null, null), ref, directory))
                .hasMessageContaining("webdataset");
    }

    private double firstPixel(Normalize normalize) throws IOException {
        byte[] white = new byte[3073];
        Arrays.fill(white, 1, white.length, (byte) 255);
        Path file = Files.write(directory.resolve("white.bin"), white);
        DataRef ref = new DataRef("cifar10", file.toString());
        ImageSet images = DataSets.open(new DataSpec(ref, ref, normalize, null), ref, file);
        return images.batch(new int[] {0}).input().doubles()[0];
    }
}
