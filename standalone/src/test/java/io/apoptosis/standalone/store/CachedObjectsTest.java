package io.apoptosis.standalone.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.store.CachedObjects;
import io.apoptosis.pipeline.store.ObjectCorrupt;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.store.ObjectStoreConfig;
import io.apoptosis.pipeline.store.Sha256;
import io.apoptosis.standalone.EmbeddedObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedObjectsTest {
    private static final byte[] CONTENT = "images".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private EmbeddedObjectStore server;
    private ObjectStore store;
    private Path cacheDir;

    @BeforeEach
    void start() {
        server = EmbeddedObjectStore.start(directory.resolve("store"));
        store = new ObjectStore(
                new ObjectStoreConfig(server.endpoint(), "apoptosis", server.accessKey(), server.secretKey()));
        store.ensureBucket();
        cacheDir = directory.resolve("cache");
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    @Test
    void shouldReadTheStoreOnce() throws IOException {
        ObjectRef ref = store.put("data/train.bin", CONTENT);
        CachedObjects cache = new CachedObjects(store, cacheDir);

        Path file = cache.path(ref);
        store.delete(ref.key());

        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(cache.path(ref)).isEqualTo(file);
        assertThat(new CachedObjects(store, cacheDir).path(ref))
                .as("another process")
                .isEqualTo(file);
    }

    @Test
    void shouldNotReadWhatItWasGiven() throws IOException {
        ObjectRef ref = new ObjectRef("data/train.bin", Sha256.of(CONTENT));
        Path given = Files.write(directory.resolve("given"), CONTENT);
        CachedObjects cache = new CachedObjects(store, cacheDir);

        cache.keep(ref, given);

        assertThat(cache.path(ref)).as("there is no such object").hasBinaryContent(CONTENT);
        assertThat(given).doesNotExist();
    }

    @Test
    void shouldReadAgainWhatAnEarlierProcessLeftDamaged() throws IOException {
        ObjectRef ref = store.put("data/train.bin", CONTENT);
        Files.write(new CachedObjects(store, cacheDir).path(ref), new byte[] {1});

        assertThat(new CachedObjects(store, cacheDir).path(ref)).hasBinaryContent(CONTENT);
    }

    @Test
    void shouldKeepNothingOfADamagedObject() throws IOException {
        store.put("data/train.bin", CONTENT);
        ObjectRef promised = new ObjectRef("data/train.bin", Sha256.of(new byte[] {1}));

        assertThatThrownBy(() -> new CachedObjects(store, cacheDir).path(promised))
                .isInstanceOf(ObjectCorrupt.class);
        try (Stream<Path> left = Files.list(cacheDir)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void shouldRefuseAChecksumThatIsAPath() {
        ObjectRef ref = new ObjectRef("data/train.bin", "../../etc/passwd");

        assertThatThrownBy(() -> new CachedObjects(store, cacheDir).path(ref)).isInstanceOf(ObjectCorrupt.class);
    }
}
