package io.apoptosis.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchArchiveTest {
    private static final Map<String, HostTensor> TENSORS = tensors();

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Path file = Files.write(folder.resolve("model.pt"), TorchArchive.write(TENSORS));

        assertThat(Checkpoints.read(file)).isEqualTo(TENSORS).containsExactlyEntriesOf(TENSORS);
    }

    @Test
    void theSameTensorsGiveTheSameBytes() {
        assertThat(TorchArchive.write(TENSORS)).isEqualTo(TorchArchive.write(tensors()));
    }

    @Test
    void storagesBeginWhereMemoryCanBeMapped() {
        byte[] file = TorchArchive.write(Map.of("marked", HostTensor.of(Shape.of(1), 0x1234567890abcdefL)));

        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (bytes.getLong(at) != 0x1234567890abcdefL) {
            at++;
        }
        assertThat(at % 64).isZero();
    }

    private static Map<String, HostTensor> tensors() {
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        tensors.put("layer.0.weight", HostTensor.of(Shape.of(2, 3), 1f, 2f, 3f, 4f, 5f, 6f));
        tensors.put("größe\n", HostTensor.of(Shape.of(2, 1, 2), 1d, 2d, 3d, 4d));
        tensors.put("scalar", HostTensor.of(Shape.of(), 7L));
        tensors.put("empty", HostTensor.of(Shape.of(0, 3), new float[0]));
        return tensors;
    }
}
