package io.apoptosis.core.io;

/** A flat array of a PyTorch checkpoint, which one or more tensors are views of. */
record TorchStorage(StoredType type, String key, long elements) {
    TorchStorage {
        if (elements < 0 || elements > Integer.MAX_VALUE / type.bytes()) {
            throw new MalformedFile("storage " + key + " has " + elements + " elements; up to 2 GiB can be read");
        }
    }

    int bytes() {
        return (int) elements * type.bytes();
    }

    /** From the tuple that a pickle refers to a storage by: {@code ("storage", type, key, location, elements)}. */
    static TorchStorage of(Object reference) {
        if (!(reference instanceof Object[] parts)
                || parts.length < 5
                || !"storage".equals(parts[0])
                || !(parts[1] instanceof StoredType type)
                || !(parts[2] instanceof String key)
                || !(parts[4] instanceof Number elements)) {
            throw new MalformedFile("the checkpoint refers to something that is not a tensor storage; it is damaged");
        }
        if (parts.length > 5 && parts[5] != null) {
            throw new MalformedFile(
                    "storage " + key + " is a view of another, as PyTorch 0.3 wrote them; save it again");
        }
        return new TorchStorage(type, key, elements.longValue());
    }
}
