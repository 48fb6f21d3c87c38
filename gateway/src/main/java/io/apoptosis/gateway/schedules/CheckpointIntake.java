package io.apoptosis.gateway.schedules;

import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.StoredObject;
import io.apoptosis.pipeline.spec.InvalidSpec;
import io.apoptosis.pipeline.spec.ObjectLocation;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.store.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes an upload of what somebody has put into the bucket: with a checksum and never changed after, whatever becomes of the object
 * (ADR 6).
 */
@ApplicationScoped
public class CheckpointIntake {
    private static final int LONGEST_NAME = 128;

    private final ObjectStore store;
    private final Path directory;

    CheckpointIntake(ObjectStore store, @ConfigProperty(name = "apoptosis.cache.dir") Path directory) {
        this.store = store;
        this.directory = directory;
    }

    /**
     * The location for a specification.
     *
     * @throws InvalidSpec if it is none that a schedule may read
     * @throws io.apoptosis.pipeline.store.StoreException if it is gone, was replaced meanwhile, or the store does not answer
     */
    String locationOf(StoredObject object) {
        if (Keys.mayBeReferredTo(object.key())) {
            return ObjectLocation.of(object.key());
        }
        if (!Keys.isCheckpoint(object.key())) {
            throw new InvalidSpec(
                    "$.run.model.weights",
                    "%s lies outside of %s; schedules read nothing else".formatted(object.key(), Keys.CHECKPOINTS));
        }
        try {
            return copied(object);
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway can't keep a copy of " + object.key(), e);
        }
    }

    private String copied(StoredObject object) throws IOException {
        Files.createDirectories(directory);
        Path copy = Files.createTempFile(directory, "checkpoint-", ".partial");
        try {
            store.download(object, copy);
            String sha256 = Sha256.of(copy);
            String key = Keys.upload(sha256, nameOf(object.key()));
            store.put(new ObjectRef(key, sha256), copy);
            return ObjectLocation.of(key);
        } finally {
            Files.delete(copy);
        }
    }

    private static String nameOf(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        return name.substring(Math.max(0, name.length() - LONGEST_NAME));
    }
}
