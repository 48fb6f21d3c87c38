package io.apoptosis.core.io;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * PyTorch's checkpoint format since 1.6: an uncompressed zip archive with the object in {@code NAME/data.pkl} and each storage in
 * {@code NAME/data/KEY}. Compressed entries are refused, so nothing can unpack to more than the file holds.
 */
final class TorchZip {
    private static final String PICKLE = "data.pkl";

    private final ZipFile zip;
    private final String prefix;

    private TorchZip(ZipFile zip) {
        this.zip = zip;
        List<String> pickles = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
                .toList();
        if (pickles.size() != 1) {
            throw new MalformedFile("a PyTorch archive has one " + PICKLE + ", this one " + pickles.size());
        }
        this.prefix = pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
    }

    static Map<String, HostTensor> read(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new TorchZip(zip).read(Files.size(file));
        } catch (MalformedFile malformed) {
            throw malformed.in(file);
        } catch (IOException | RuntimeException damaged) {
            // java.util.zip reports some kinds of damage by IllegalArgumentException and its like.
            throw new MalformedFile(
                    file + ": the archive is damaged or truncated (" + damaged.getMessage() + ")", damaged);
        }
    }

    private Map<String, HostTensor> read(long fileBytes) throws IOException {
        ZipEntry byteOrder = zip.getEntry(prefix + "byteorder");
        if (byteOrder != null && !new String(bytes(byteOrder), StandardCharsets.US_ASCII).equals("little")) {
            throw new MalformedFile("the checkpoint was not written on a little-endian machine");
        }
        Object pickled = new TorchUnpickler().next(new ByteArrayInputStream(bytes(entry(PICKLE))));
        return StateDict.read(pickled, fileBytes, this::flat);
    }

    private HostTensor flat(TorchStorage storage) {
        ZipEntry entry = entry("data/" + storage.key());
        if (entry.getSize() != storage.bytes()) {
            throw new MalformedFile("storage " + storage.key() + " should have " + storage.bytes()
                    + " bytes, the archive has " + entry.getSize());
        }
        try {
            ByteBuffer data = ByteBuffer.wrap(bytes(entry)).order(ByteOrder.LITTLE_ENDIAN);
            return storage.type().decode(data, Shape.of((int) storage.elements()));
        } catch (IOException e) {
            throw new MalformedFile("storage " + storage.key() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = zip.getEntry(prefix + name);
        if (entry == null) {
            throw new MalformedFile("the archive has no " + prefix + name);
        }
        return entry;
    }

    private byte[] bytes(ZipEntry entry) throws IOException {
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
            throw new MalformedFile("the archive's " + entry.getName() + " is compressed, which PyTorch does not do");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(Math.toIntExact(entry.getSize()));
            if (bytes.length != entry.getSize()) {
                throw new MalformedFile("the archive's " + entry.getName() + " is truncated");
            }
            return bytes;
        }
    }
}
