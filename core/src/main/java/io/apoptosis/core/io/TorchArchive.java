package io.apoptosis.core.io;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.razorvine.pickle.Opcodes;

/**
 * A state dict as {@code torch.save} writes it since 1.6: an uncompressed zip archive with the dictionary in {@code archive/data.pkl} and
 * each tensor's bytes in {@code archive/data/KEY}. {@code torch.load(…, weights_only=True)} takes it. The same tensors give the same bytes.
 */
public final class TorchArchive {
    private static final String ROOT = "archive/";
    /** PyTorch maps storages into memory, which wants them aligned. */
    private static final int ALIGNMENT = 64;
    /** What the archive has in front of an entry's name and of its extra field. */
    private static final int HEADER = 30;

    private static final int PADDING_HEADER = 4;
    /** Any time would do; the zip format knows none before 1980. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    private TorchArchive() {}

    /** The parameters and statistics that the network reads, under the names of {@link TorchCode}. */
    public static byte[] write(Network network) {
        Set<String> used = network.graph().parameters();
        TorchNames names = new TorchNames(network.graph());
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        network.weights().forEach((name, tensor) -> {
            if (used.contains(name)) {
                tensors.put(names.key(name), tensor);
            }
        });
        return write(tensors);
    }

    public static byte[] write(Map<String, HostTensor> tensors) {
        TorchArchive archive = new TorchArchive();
        try (archive.zip) {
            archive.put("data.pkl", pickle(tensors));
            archive.put("byteorder", ascii("little"));
            List<HostTensor> values = new ArrayList<>(tensors.values());
            for (int key = 0; key < values.size(); key++) {
                archive.put("data/" + key, SafeTensors.littleEndian(values.get(key)));
            }
            archive.put("version", ascii("3\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return archive.bytes.toByteArray();
    }

    private static byte[] pickle(Map<String, HostTensor> tensors) {
        PickleWriter pickle = new PickleWriter().op(Opcodes.EMPTY_DICT);
        int key = 0;
        for (Map.Entry<String, HostTensor> entry : tensors.entrySet()) {
            HostTensor tensor = entry.getValue();
            Shape shape = tensor.shape();
            int[] strides = IntStream.range(0, shape.rank()).map(shape::inner).toArray();
            pickle.text(entry.getKey())
                    .tensor(storage(tensor.dtype()), String.valueOf(key++), tensor.size(), 0, shape.dims(), strides)
                    .op(Opcodes.SETITEM);
        }
        return pickle.stop();
    }

    private static String storage(DType type) {
        return switch (type) {
            case FLOAT32 -> "FloatStorage";
            case FLOAT64 -> "DoubleStorage";
            case INT64 -> "LongStorage";
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void put(String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(ROOT + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(TIME);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        entry.setSize(content.length);
        zip.flush();
        entry.setExtra(padding(bytes.size() + HEADER + entry.getName().length()));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** An extra field {@code FB}, PyTorch's own, that fills up to the next multiple of the alignment. */
    private static byte[] padding(int begin) {
        int fill = Math.floorMod(-(begin + PADDING_HEADER), ALIGNMENT);
        byte[] extra = new byte[PADDING_HEADER + fill];
        extra[0] = 'F';
        extra[1] = 'B';
        extra[2] = (byte) fill;
        return extra;
    }
}
