package io.apoptosis.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFileTest {
    private static final HostTensor INPUT = HostTensor.of(Shape.of(3, 1, 1, 2), 1f, 2f, 3f, 4f, 5f, 6f);

    @TempDir
    Path folder;

    @Test
    void samplesAreUsedAsTheyAre() throws IOException {
        ImageSet samples = read(Map.of("input", INPUT, "labels", HostTensor.of(Shape.of(3), 7L, 8L, 9L)));

        Batch batch = samples.batch(new int[] {2, 0});

        assertThat(samples.size()).isEqualTo(3);
        assertThat(samples.sampleShape()).isEqualTo(Shape.of(1, 1, 2));
        assertThat(batch.input()).isEqualTo(HostTensor.of(Shape.of(2, 1, 1, 2), 5f, 6f, 1f, 2f));
        assertThat(batch.labels()).containsExactly(9, 7);
    }

    @Test
    void float64StaysFloat64() {
        ImageSet golden = TensorFile.read(Path.of("src/test/resources/golden/tiny_cnn.safetensors"));

        assertThat(golden.batch(new int[] {0}).input().dtype().bytes()).isEqualTo(8);
        assertThat(golden.labels()).containsExactly(0, 3, 1);
    }

    @Test
    void integersAreTokenIds() throws IOException {
        HostTensor ids = HostTensor.of(Shape.of(2, 3), 4L, 0L, 17L, 2L, 2L, 1L);

        ImageSet samples = read(Map.of("input", ids, "labels", HostTensor.of(Shape.of(2), 1L, 0L)));

        assertThat(samples.sampleShape()).isEqualTo(Shape.of(3));
        assertThat(samples.ids()).isEqualTo(18);
        assertThat(samples.batch(new int[] {1}).input()).isEqualTo(HostTensor.of(Shape.of(1, 3), 2L, 2L, 1L));
    }

    @Test
    void aNegativeTokenIdIsRefused() {
        HostTensor ids = HostTensor.of(Shape.of(1, 2), 4L, -1L);

        assertThatThrownBy(() -> read(Map.of("input", ids, "labels", HostTensor.of(Shape.of(1), 1L))))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("token ids, but -1 is none");
    }

    @Test
    void aMissingTensorIsNamed() {
        assertThatThrownBy(() -> read(Map.of("images", INPUT)))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("samples.safetensors")
                .hasMessageContaining("'input'")
                .hasMessageContaining("images");
    }

    @Test
    void asManyLabelsAsSamplesAreNeeded() {
        assertThatThrownBy(() -> read(Map.of("input", INPUT, "labels", HostTensor.of(Shape.of(2), 7L, 8L))))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("3 integers");
    }

    @Test
    void aNegativeLabelIsRefusedWithItsPosition() {
        assertThatThrownBy(() -> read(Map.of("input", INPUT, "labels", HostTensor.of(Shape.of(3), 0L, -1L, 2L))))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("sample 1 has the label -1");
    }

    private ImageSet read(Map<String, HostTensor> tensors) throws IOException {
        Path file = folder.resolve("samples.safetensors");
        Files.write(file, SafeTensors.write(tensors, Map.of()));
        return TensorFile.read(file);
    }
}
