package io.apoptosis.core.io;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * PyTorch's checkpoint format from before 1.6: five pickles after each other (magic number, protocol version, system information, the
 * object, the storages' keys), then for each key an int64 element count and the elements.
 */
final class TorchLegacy {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final int PROTOCOL = 1001;

    private final byte[] file;
    private final ByteArrayInputStream in;
    private final TorchUnpickler unpickler = new TorchUnpickler();

    private TorchLegacy(byte[] file) {
        this.file = file;
        this.in = new ByteArrayInputStream(file);
    }

    static Map<String, HostTensor> read(byte[] file) {
        return new TorchLegacy(file).read();
    }

    private Map<String, HostTensor> read() {
        require(MAGIC.equals(unpickler.next(in)), "does not begin with PyTorch's magic number");
        require(Integer.valueOf(PROTOCOL).equals(unpickler.next(in)), "is not of protocol version " + PROTOCOL);
        require(
                unpickler.next(in) instanceof Map<?, ?> system && Boolean.TRUE.equals(system.get("little_endian")),
                "was not written on a little-endian machine");
        Object pickled = unpickler.next(in);
        Map<String, ByteBuffer> data = storages(unpickler.next(in));
        return StateDict.read(pickled, file.length, storage -> flat(storage, data));
    }

    private Map<String, ByteBuffer> storages(Object keys) {
        require(keys instanceof List<?>, "has no list of storages");
        Map<String, ByteBuffer> data = new HashMap<>();
        ByteBuffer rest = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(file.length - in.available());
        for (Object key : (List<?>) keys) {
            TorchStorage storage =
                    key instanceof String text ? unpickler.storages().get(text) : null;
            if (storage == null) {
                throw new MalformedFile("the checkpoint lists a storage that no tensor refers to; it is damaged");
            }
            require(
                    rest.remaining() >= 8L + storage.bytes(),
                    "is truncated: storage " + storage.key() + " needs " + storage.bytes() + " bytes, "
                            + Math.max(0, rest.remaining() - 8) + " are left");
            long elements = rest.getLong();
            require(
                    elements == storage.elements(),
                    "says that storage " + storage.key() + " has " + storage.elements() + " elements, but there are "
                            + elements);
            data.put(storage.key(), rest.slice(rest.position(), storage.bytes()).order(ByteOrder.LITTLE_ENDIAN));
            rest.position(rest.position() + storage.bytes());
        }
        return data;
    }

    private static HostTensor flat(TorchStorage storage, Map<String, ByteBuffer> data) {
        ByteBuffer bytes = data.get(storage.key());
        if (bytes == null) {
            throw new MalformedFile("the checkpoint has no data for storage " + storage.key());
        }
        return storage.type().decode(bytes, Shape.of((int) storage.elements()));
    }

    private static void require(boolean condition, String complaint) {
        if (!condition) {
            throw new MalformedFile("the checkpoint " + complaint);
        }
    }
}
