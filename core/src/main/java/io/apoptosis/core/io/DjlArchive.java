package io.apoptosis.core.io;

import io.apoptosis.core.graph.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A network as the Deep Java Library loads it: a zip archive with the ONNX model and the properties that name DJL's engine for it, {@code
 * ai.djl.onnxruntime:onnxruntime-engine}. The same network gives the same bytes.
 */
public final class DjlArchive {
    private static final LocalDateTime NEVER = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final String PROPERTIES = "engine=OnnxRuntime\n";

    private DjlArchive() {}

    public static byte[] write(Network network) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "model.onnx", OnnxModel.write(network));
            put(zip, "serving.properties", PROPERTIES.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NEVER);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
