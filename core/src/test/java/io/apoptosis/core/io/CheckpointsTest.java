package io.apoptosis.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import net.razorvine.pickle.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {
    private static final byte[] SIX = TorchFiles.floats(0, 1, 2, 3, 4, 5);

    @TempDir
    Path folder;

    @Test
    void theOldFormatGivesTheStateDictInItsOrder() {
        Map<String, HostTensor> weights = Checkpoints.read(Path.of("../examples/weights/resnet20-cifar10.th"));

        assertThat(weights.keySet()).startsWith("module.conv1.weight", "module.bn1.weight", "module.bn1.bias");
        assertThat(weights).doesNotContainKey("best_prec1").hasSize(2 + 19 * 5);
        assertThat(weights.get("module.layer2.0.conv1.weight").shape()).isEqualTo(Shape.of(32, 16, 3, 3));
        assertThat(weights.get("module.linear.bias").dtype()).isEqualTo(DType.FLOAT32);
        assertThat(weights.values())
                .allSatisfy(tensor -> assertThat(tensor.doubles()).doesNotContain(Double.NaN));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aViewIsReadByItsStrides(boolean zip) throws IOException {
        byte[] pickle = stateDict("FloatStorage", 6, 1, new int[] {2, 2}, new int[] {1, 2});

        Map<String, HostTensor> tensors = Checkpoints.read(zip ? zip(pickle, SIX) : legacy(pickle, SIX, 4));

        assertThat(tensors).containsOnly(Map.entry("w", HostTensor.of(Shape.of(2, 2), 1f, 3f, 2f, 4f)));
    }

    @Test
    void twoNamesMayShareAStorage() throws IOException {
        PickleWriter pickle = new PickleWriter().op(Opcodes.EMPTY_DICT);
        for (String name : new String[] {"tied", "weight"}) {
            pickle.text(name)
                    .tensor("FloatStorage", "k", 6, 0, new int[] {6}, new int[] {1})
                    .op(Opcodes.SETITEM);
        }

        Map<String, HostTensor> tensors = Checkpoints.read(zip(pickle.stop(), SIX));

        assertThat(tensors.get("tied"))
                .isEqualTo(tensors.get("weight"))
                .isEqualTo(HostTensor.of(Shape.of(6), 0f, 1f, 2f, 3f, 4f, 5f));
    }

    @ParameterizedTest
    @CsvSource({
        "DoubleStorage, 3, FLOAT64",
        "LongStorage, 3, INT64",
        "HalfStorage, 12, FLOAT32",
        "ByteStorage, 24, INT64"
    })
    void storageTypesAreWidened(String type, int elements, DType expected) throws IOException {
        byte[] pickle = stateDict(type, elements, 0, new int[] {elements}, new int[] {1});

        assertThat(Checkpoints.read(zip(pickle, SIX)).get("w").dtype()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "os, system", "builtins, eval", "posix, system", "subprocess, Popen", "models.resnet, ResNet",
        "decimal, Decimal", "datetime, datetime", "copy_reg, _reconstructor", "operator, attrgetter", "array, array",
        "torch.hub, load"
    })
    void aNameThatIsNoTensorIsRefusedByName(String module, String name) throws IOException {
        byte[] pickle = new PickleWriter()
                .global(module, name)
                .op(Opcodes.MARK)
                .text("touch /tmp/owned")
                .op(Opcodes.TUPLE)
                .op(Opcodes.REDUCE)
                .stop();
        Path zip = zip(pickle, SIX);

        assertThatThrownBy(() -> Checkpoints.read(zip))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("model.pt")
                .hasMessageContaining(module + "." + name)
                .hasMessageContaining("state_dict()");
    }

    @ParameterizedTest
    @ValueSource(
            shorts = {
                Opcodes.INST,
                Opcodes.OBJ,
                Opcodes.NEWOBJ,
                Opcodes.NEWOBJ_EX,
                Opcodes.LONG4,
                Opcodes.BINSTRING,
                Opcodes.BINBYTES8,
                Opcodes.EXT1
            })
    void anInstructionThatNoStateDictNeedsIsRefused(short opcode) throws IOException {
        Path zip = zip(new PickleWriter().op(opcode).stop(), SIX);

        assertThatThrownBy(() -> Checkpoints.read(zip))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("instruction " + opcode);
    }

    @Test
    void aTextLongerThanTheFileIsNotAllocated() throws IOException {
        byte[] pickle = new PickleWriter()
                .op(Opcodes.BINUNICODE)
                .raw(PickleWriter.little(4, 0x7fffffff))
                .stop();
        Path zip = zip(pickle, SIX);

        assertThatThrownBy(() -> Checkpoints.read(zip))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("2147483647 bytes");
    }

    @Test
    void aViewOutsideOfItsStorageIsRefused() throws IOException {
        Path zip = zip(stateDict("FloatStorage", 6, 3, new int[] {2, 2}, new int[] {2, 1}), SIX);

        assertThatThrownBy(() -> Checkpoints.read(zip))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("reaches element 6");
    }

    @Test
    void aTensorThatRepeatsItsStorageABillionTimesIsRefused() throws IOException {
        Path zip = zip(stateDict("FloatStorage", 6, 0, new int[] {30000, 30000}, new int[] {0, 0}), SIX);

        assertThatThrownBy(() -> Checkpoints.read(zip))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("would take 3600000000 bytes");
    }

    @Test
    void aCompressedArchiveIsRefused() throws IOException {
        byte[] pickle = stateDict("FloatStorage", 6, 0, new int[] {6}, new int[] {1});
        Path file = file(TorchFiles.zip(pickle, Map.of("k", SIX), ZipEntry.DEFLATED));

        assertThatThrownBy(() -> Checkpoints.read(file))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("compressed");
    }

    @Test
    void aTruncatedLegacyFileNamesTheStorage() throws IOException {
        byte[] pickle = stateDict("FloatStorage", 7, 0, new int[] {6}, new int[] {1});
        Path file = legacy(pickle, SIX, 4);

        assertThatThrownBy(() -> Checkpoints.read(file))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("truncated: storage k needs 28 bytes, 24 are left");
    }

    @Test
    void aFileOfAnotherKindIsRefused() throws IOException {
        Path file = file("name: resnet20".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Checkpoints.read(file))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("neither a safetensors file nor a PyTorch checkpoint");
    }

    @Test
    void safetensorsAreToldByTheirContent() throws IOException {
        Map<String, HostTensor> tensors = Map.of("w", HostTensor.of(Shape.of(2), 1f, 2f));

        assertThat(Checkpoints.read(file(SafeTensors.write(tensors, Map.of())))).isEqualTo(tensors);
    }

    private static byte[] stateDict(String type, int elements, int offset, int[] size, int[] strides) {
        return new PickleWriter()
                .op(Opcodes.EMPTY_DICT)
                .text("epoch")
                .number(3)
                .op(Opcodes.SETITEM)
                .text("state_dict")
                .orderedDict()
                .text("w")
                .tensor(type, "k", elements, offset, size, strides)
                .op(Opcodes.SETITEM)
                .op(Opcodes.SETITEM)
                .stop();
    }

    private Path zip(byte[] pickle, byte[] storage) throws IOException {
        return file(TorchFiles.zip(pickle, Map.of("k", storage), ZipEntry.STORED));
    }

    private Path legacy(byte[] pickle, byte[] storage, int elementBytes) throws IOException {
        return file(TorchFiles.legacy(pickle, Map.of("k", storage), elementBytes));
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("model.pt"), bytes);
    }
}
