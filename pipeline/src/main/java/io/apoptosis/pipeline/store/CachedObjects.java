package io.apoptosis.pipeline.store;

import io.apoptosis.pipeline.message.ObjectRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Objects as local files, by checksum: a worker reads a data set from the store once, however many tasks use it. Thread-safe. */
public final class CachedObjects {
    private final ObjectStore store;
    private final Path directory;
    private final Set<String> verified = ConcurrentHashMap.newKeySet();

    /** Creates the directory on first use. Several processes may share it. */
    public CachedObjects(ObjectStore store, Path directory) {
        this.store = store;
        this.directory = directory;
    }

    /**
     * The object's file, which must not be changed. A file left by an earlier process is trusted after its checksum is computed once.
     *
     * @throws StoreException as {@link ObjectStore#stream}
     * @throws IOException if the disk fails or is full
     */
    public Path path(ObjectRef ref) throws IOException {
        if (!Sha256.isValid(ref.sha256())) {
            throw new ObjectCorrupt("\"%s\" of object %s is not a SHA-256".formatted(ref.sha256(), ref.key()));
        }
        Path file = directory.resolve(ref.sha256());
        if (verified.contains(ref.sha256()) && Files.exists(file)) {
            return file;
        }
        if (Files.exists(file) && Sha256.of(file).equals(ref.sha256())) {
            verified.add(ref.sha256());
        } else {
            place(ref, partial -> {
                try (InputStream in = store.stream(ref)) {
                    Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
                }
            });
        }
        return file;
    }

    /**
     * Takes a file as the object's, so that it need not be read from the store again: moves it here, perhaps from another disk.
     *
     * @param file with the promised checksum, which has been computed
     */
    public void keep(ObjectRef ref, Path file) throws IOException {
        place(ref, partial -> Files.move(file, partial, StandardCopyOption.REPLACE_EXISTING));
    }

    /** Where an object's bytes come from. */
    private interface Origin {
        void fill(Path partial) throws IOException;
    }

    /** Into a file of its own, then renamed: another process never sees half an object. */
    private void place(ObjectRef ref, Origin origin) throws IOException {
        Files.createDirectories(directory);
        Path partial = Files.createTempFile(directory, ref.sha256().substring(0, 8) + "-", ".partial");
        try {
            origin.fill(partial);
            Files.move(partial, directory.resolve(ref.sha256()), StandardCopyOption.ATOMIC_MOVE);
            verified.add(ref.sha256());
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
