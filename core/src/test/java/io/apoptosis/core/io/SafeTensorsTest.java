package io.apoptosis.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsWrittenReadsBackInTheSameOrder(long seed) {
        Map<String, HostTensor> tensors = random(new Random(seed));

        byte[] file = SafeTensors.write(tensors, Map.of("epoch", "3", "by", "test"));

        assertThat(SafeTensors.read(file)).as("seed %d", seed).containsExactlyEntriesOf(tensors);
        assertThat(SafeTensors.metadata(file)).containsOnly(Map.entry("epoch", "3"), Map.entry("by", "test"));
    }

    @Test
    void theSameTensorsGiveTheSameBytesWhateverTheMetadatasOrder() {
        Map<String, HostTensor> tensors = Map.of("a", HostTensor.of(Shape.of(2), 1f, 2f));
        Map<String, String> oneWay = new LinkedHashMap<>(Map.of("x", "1"));
        oneWay.put("a", "2");
        Map<String, String> otherWay = new LinkedHashMap<>(Map.of("a", "2"));
        otherWay.put("x", "1");

        byte[] file = SafeTensors.write(tensors, oneWay);

        assertThat(SafeTensors.write(tensors, otherWay)).isEqualTo(file);
        assertThat(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8)
                .isZero();
    }

    @Test
    void aFileOfTheReferenceImplementationIsRead() {
        Map<String, HostTensor> golden = SafeTensors.read(Path.of("src/test/resources/golden/tiny_cnn.safetensors"));

        assertThat(golden.get("input").shape()).isEqualTo(Shape.of(3, 3, 8, 8));
        assertThat(golden.get("input").dtype()).isEqualTo(DType.FLOAT64);
        assertThat(golden.get("labels").longs()).containsExactly(0, 3, 1);
        assertThat(golden.get("loss").size()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "F16, 2, 003c, 1.0",
        "F16, 2, 00c0, -2.0",
        "F16, 2, 0100, 5.9604644775390625E-8",
        "F16, 2, 007c, Infinity",
        "BF16, 2, 803f, 1.0",
        "F32, 4, 0000803f, 1.0",
        "F64, 8, 000000000000f03f, 1.0",
        "I64, 8, feffffffffffffff, -2",
        "I32, 4, feffffff, -2",
        "I16, 2, feff, -2",
        "I8, 1, fe, -2",
        "U8, 1, fe, 254",
        "BOOL, 1, 01, 1"
    })
    void everyElementTypeIsWidenedExactly(String type, int bytes, String hex, double value) {
        byte[] file =
                file("{\"t\":{\"dtype\":\"" + type + "\",\"shape\":[1],\"data_offsets\":[0," + bytes + "]}}", hex);

        assertThat(SafeTensors.read(file).get("t").doubles()).containsExactly(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'t':{'dtype':'F8','shape':[4],'data_offsets':[0,4]}} | element type 'F8'",
                "{'t':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | needs 8 bytes",
                "{'t':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | extent -1",
                "{'t':{'dtype':'F32','shape':[2147483647,2147483647,2147483647],'data_offsets':[0,4]}} | impossible shape",
                "{'t':{'dtype':'F32','shape':[1e9],'data_offsets':[0,4]}} | extent",
                "{'t':{'dtype':'F32','data_offsets':[0,4]}} | no shape",
                "{'t':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | truncated",
                "{'t':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}} | offset -4",
                "{'t':{'dtype':'U8','shape':[3],'data_offsets':[1,4]}} | leaves a hole",
                "{'t':{'dtype':'U8','shape':[3],'data_offsets':[0,3]}} | belong to none",
                "{'a':{'dtype':'U8','shape':[3],'data_offsets':[0,3]},'b':{'dtype':'U8','shape':[2],'data_offsets':[2,4]}} | overlaps",
                "{'t':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'t':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | JSON",
                "[] | not a JSON object",
                "{'t':3} | element type ''",
                "{'__metadata__':{'a':3},'t':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | metadata a"
            })
    void aHeaderThatDoesNotFitTheDataIsRefused(String header, String reason) {
        byte[] file = file(header.replace('\'', '"'), "00000000");

        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 3, Long.MAX_VALUE, 100_000_001})
    void aHeaderLengthBeyondTheFileIsRefusedBeforeAnythingIsAllocated(long length) {
        byte[] file = ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array();

        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("truncated");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> SafeTensors.read(Path.of("nowhere.safetensors")))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("nowhere.safetensors")
                .hasMessageContaining("no such file");
    }

    private static Map<String, HostTensor> random(Random random) {
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            int[] dims = random.ints(random.nextInt(4), 0, 5).toArray();
            Shape shape = Shape.of(dims);
            double[] values = random.doubles(shape.size(), -100, 100).toArray();
            DType dtype = DType.values()[random.nextInt(3)];
            tensors.put(
                    "layer." + random.nextInt(1000) + "." + i,
                    HostTensor.of(shape, values).as(dtype));
        }
        return tensors;
    }

    private static byte[] file(String header, String hexData) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        byte[] data = HexFormat.of().parseHex(hexData);
        return ByteBuffer.allocate(8 + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }
}
