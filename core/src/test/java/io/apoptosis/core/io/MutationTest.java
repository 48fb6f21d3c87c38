package io.apoptosis.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.data.Cifar;
import io.apoptosis.core.data.PixelScale;
import io.apoptosis.core.io.onnx.OnnxReader;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import net.razorvine.pickle.Opcodes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files are read (where only values were hit) or refused with {@link MalformedFile}; nothing else comes out of them. */
@Timeout(60)
class MutationTest {
    private static final int FILES = 200;

    @TempDir
    Path folder;

    @Test
    void safetensors() throws IOException {
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            tensors.put("layer" + i, HostTensor.of(Shape.of(2, i), new float[2 * i]));
        }
        assertSurvives(SafeTensors.write(tensors, Map.of("by", "test")), Checkpoints::read);
    }

    @Test
    void safetensorsOfTheReferenceImplementation() throws IOException {
        byte[] real = Files.readAllBytes(Path.of("src/test/resources/golden/tiny_cnn.safetensors"));
        int header =
                8 + (int) ByteBuffer.wrap(real).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertSurvives(real, header, Checkpoints::read);
    }

    @Test
    void theOldPyTorchFormat() throws IOException {
        assertSurvives(TorchFiles.legacy(pickle(), storages(), 4), Checkpoints::read);
    }

    @Test
    @Tag("slow")
    void theRealCheckpointInTheOldFormat() throws IOException {
        byte[] real = Files.readAllBytes(Path.of("../examples/weights/resnet20-cifar10.th"));
        int pickles = 14_063;
        assertSurvives(real, pickles, Checkpoints::read);
    }

    @Test
    void thePyTorchZipFormat() throws IOException {
        assertSurvives(TorchFiles.zip(pickle(), storages(), ZipEntry.STORED), Checkpoints::read);
    }

    @Test
    void cifarImages() throws IOException {
        assertSurvives(new byte[3 * 3073], file -> Cifar.CIFAR10.read(file, PixelScale.unit(3)));
    }

    /** The nodes come first in the file, so that more than weights is hit. */
    @Test
    void onnxModels() throws IOException {
        for (String name : new String[] {"vit_timm", "mixed", "language"}) {
            byte[] real = Files.readAllBytes(Path.of("src/test/resources/onnx/" + name + ".onnx"));
            assertSurvives(real, 8_000, file -> FileBytes.parse(file, OnnxReader::read));
        }
    }

    private void assertSurvives(byte[] whole, Consumer<Path> reader) throws IOException {
        assertSurvives(whole, whole.length, reader);
    }

    /** @param structure bytes at the file's start among which the mutations are placed */
    private void assertSurvives(byte[] whole, int structure, Consumer<Path> reader) throws IOException {
        Path file = folder.resolve("mutated");
        int refused = 0;
        for (int seed = 0; seed < FILES; seed++) {
            Files.write(file, mutate(whole, structure, new Random(seed * 0x9e3779b97f4a7c15L)));
            try {
                reader.accept(file);
            } catch (MalformedFile expected) {
                refused++;
            } catch (RuntimeException | Error unexpected) {
                throw new AssertionError("mutation with seed " + seed, unexpected);
            }
        }
        assertThat(refused).isGreaterThan(FILES / 10);
    }

    /** One truncation, or one to four bytes changed, swapped in or cut out. */
    private static byte[] mutate(byte[] whole, int structure, Random random) {
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(whole, random.nextInt(whole.length));
        }
        byte[] mutated = whole.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(structure);
            switch (random.nextInt(3)) {
                case 0 -> mutated[at] = (byte) random.nextInt(256);
                case 1 -> mutated[at] = (byte) 0xff;
                default -> System.arraycopy(whole, at + 1, mutated, at, whole.length - at - 1);
            }
        }
        return mutated;
    }

    private static byte[] pickle() {
        PickleWriter pickle = new PickleWriter().orderedDict();
        for (int i = 0; i < 4; i++) {
            pickle.text("layer" + i + ".weight")
                    .tensor("FloatStorage", "k" + i, 6, 0, new int[] {2, 3}, new int[] {3, 1})
                    .op(Opcodes.SETITEM);
        }
        return pickle.stop();
    }

    private static Map<String, byte[]> storages() {
        Map<String, byte[]> storages = new LinkedHashMap<>();
        for (int i = 0; i < 4; i++) {
            storages.put("k" + i, TorchFiles.floats(0, 1, 2, 3, 4, 5));
        }
        return storages;
    }
}
