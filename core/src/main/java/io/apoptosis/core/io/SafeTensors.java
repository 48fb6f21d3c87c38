package io.apoptosis.core.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.apoptosis.core.tensor.HostTensor;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The safetensors format: https://github.com/huggingface/safetensors. Bad content is refused with {@link MalformedFile}. */
public final class SafeTensors {
    private static final JsonMapper JSON = new JsonMapper();

    private SafeTensors() {}

    /** Tensors in the header's order; F16 and BF16 come as float32, integers and booleans as int64. */
    public static Map<String, HostTensor> read(Path file) {
        return FileBytes.parse(file, SafeTensors::read);
    }

    /** As {@link #read(Path)}. */
    public static Map<String, HostTensor> read(byte[] file) {
        SafeTensorsHeader header = SafeTensorsHeader.parse(file);
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        for (SafeTensorsEntry entry : header.entries()) {
            ByteBuffer data = ByteBuffer.wrap(
                            file, header.dataStart() + (int) entry.begin(), (int) (entry.end() - entry.begin()))
                    .slice()
                    .order(ByteOrder.LITTLE_ENDIAN);
            tensors.put(entry.name(), entry.type().decode(data, entry.shape()));
        }
        return tensors;
    }

    /** The file's free-text metadata; empty where it has none. */
    public static Map<String, String> metadata(byte[] file) {
        return SafeTensorsHeader.parse(file).metadata();
    }

    /** Same tensors in the same order, same metadata: same bytes. The header is padded so that data starts at a multiple of 8. */
    public static byte[] write(Map<String, HostTensor> tensors, Map<String, String> metadata) {
        Map<String, Object> header = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            header.put("__metadata__", new TreeMap<>(metadata));
        }
        long end = 0;
        for (Map.Entry<String, HostTensor> tensor : tensors.entrySet()) {
            long begin = end;
            end += (long) tensor.getValue().size() * tensor.getValue().dtype().bytes();
            header.put(
                    tensor.getKey(), line(tensor.getValue().dtype().safetensorsName(), tensor.getValue(), begin, end));
        }
        byte[] json = padded(json(header));
        if (end > Integer.MAX_VALUE - 16L - json.length) {
            throw new IllegalArgumentException(end + " bytes of tensors; a file of up to 2 GiB can be written");
        }
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + (int) end).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        tensors.values().forEach(tensor -> put(tensor, file));
        return file.array();
    }

    /** Small whole numbers, masks for example, one byte each. */
    public static byte[] writeBytes(Map<String, HostTensor> tensors) {
        Map<String, Object> header = new LinkedHashMap<>();
        long end = 0;
        for (Map.Entry<String, HostTensor> tensor : tensors.entrySet()) {
            long begin = end;
            end += tensor.getValue().size();
            header.put(tensor.getKey(), line(StoredType.U8.name(), tensor.getValue(), begin, end));
        }
        byte[] json = padded(json(header));
        ByteBuffer file =
                ByteBuffer.allocate(Math.toIntExact(8 + json.length + end)).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        for (HostTensor tensor : tensors.values()) {
            for (long value : tensor.longs()) {
                file.put((byte) value);
            }
        }
        return file.array();
    }

    private static Map<String, Object> line(String dtype, HostTensor tensor, long begin, long end) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("dtype", dtype);
        line.put("shape", tensor.shape().dims());
        line.put("data_offsets", List.of(begin, end));
        return line;
    }

    private static byte[] json(Map<String, Object> header) {
        try {
            return JSON.writeValueAsBytes(header);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] padded(byte[] json) {
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    /** A tensor's elements, row by row. */
    static byte[] littleEndian(HostTensor tensor) {
        ByteBuffer bytes = ByteBuffer.allocate(
                Math.multiplyExact(tensor.size(), tensor.dtype().bytes()));
        put(tensor, bytes);
        return bytes.array();
    }

    private static void put(HostTensor tensor, ByteBuffer file) {
        ByteBuffer rest = file.slice().order(ByteOrder.LITTLE_ENDIAN);
        switch (tensor.dtype()) {
            case FLOAT32 -> rest.asFloatBuffer().put(tensor.floats());
            case FLOAT64 -> rest.asDoubleBuffer().put(tensor.doubles());
            case INT64 -> rest.asLongBuffer().put(tensor.longs());
        }
        file.position(file.position() + tensor.size() * tensor.dtype().bytes());
    }
}
