package io.apoptosis.core.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.razorvine.pickle.Opcodes;

/** Small PyTorch checkpoints in both formats. */
final class TorchFiles {
    private static final byte[] MAGIC = {
        0x6c, (byte) 0xfc, (byte) 0x9c, 0x46, (byte) 0xf9, 0x20, 0x6a, (byte) 0xa8, 0x50, 0x19
    };

    private TorchFiles() {}

    static byte[] zip(byte[] pickle, Map<String, byte[]> storages, int method) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "archive/data.pkl", pickle, method);
            put(zip, "archive/byteorder", "little".getBytes(StandardCharsets.US_ASCII), method);
            for (Map.Entry<String, byte[]> storage : storages.entrySet()) {
                put(zip, "archive/data/" + storage.getKey(), storage.getValue(), method);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes, int method) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(method);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setCrc(crc.getValue());
        entry.setSize(bytes.length);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /** @param elementBytes size of one element, by which the element counts are written */
    static byte[] legacy(byte[] pickle, Map<String, byte[]> storages, int elementBytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                new PickleWriter().op(Opcodes.LONG1).op(MAGIC.length).raw(MAGIC).stop());
        out.writeBytes(new PickleWriter().number(1001).stop());
        out.writeBytes(new PickleWriter()
                .op(Opcodes.EMPTY_DICT)
                .text("little_endian")
                .op(Opcodes.NEWTRUE)
                .op(Opcodes.SETITEM)
                .stop());
        out.writeBytes(pickle);
        PickleWriter keys = new PickleWriter().op(Opcodes.EMPTY_LIST);
        storages.keySet().forEach(key -> keys.text(key).op(Opcodes.APPEND));
        out.writeBytes(keys.stop());
        storages.values().forEach(data -> {
            out.writeBytes(PickleWriter.little(8, data.length / elementBytes));
            out.writeBytes(data);
        });
        return out.toByteArray();
    }

    static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
