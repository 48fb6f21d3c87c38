package io.apoptosis.standalone.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.StoredObject;
import io.apoptosis.pipeline.store.ObjectConflict;
import io.apoptosis.pipeline.store.ObjectCorrupt;
import io.apoptosis.pipeline.store.ObjectMissing;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.store.ObjectStoreConfig;
import io.apoptosis.pipeline.store.Sha256;
import io.apoptosis.pipeline.store.StoreRefused;
import io.apoptosis.pipeline.store.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Apoptosis needs of an S3 store, whichever it is. */
abstract class ObjectStoreContract {
    private static final byte[] CONTENT = "channels".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "weights".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path files;

    private final String prefix = "runs/" + UUID.randomUUID() + "/";
    private ObjectStore store;

    /** A running store. */
    abstract ObjectStoreConfig config();

    @BeforeEach
    void open() {
        store = new ObjectStore(config());
        store.ensureBucket();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldFindTheBucketAlreadyThere() {
        store.ensureBucket();
        store.ensureBucket();
    }

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        ObjectRef ref = store.put(prefix + "a", CONTENT);

        assertThat(ref).isEqualTo(new ObjectRef(prefix + "a", Sha256.of(CONTENT)));
        assertThat(store.get(ref)).isEqualTo(CONTENT);
        assertThat(store.size(ref.key())).isEqualTo(CONTENT.length);
        assertThat(store.getIfPresent(prefix + "a")).contains(ref);
        try (InputStream in = store.stream(ref)) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void shouldTakeAnEmptyObject() {
        assertThat(store.get(store.put(prefix + "empty", new byte[0]))).isEmpty();
    }

    @Test
    void shouldTakeObjectsLargerThanAPart() throws IOException {
        byte[] large = new byte[12 << 20];
        new Random(7).nextBytes(large);
        Path file = Files.write(files.resolve("large"), large);

        ObjectRef fromBytes = store.put(prefix + "bytes", large);
        ObjectRef fromFile = store.put(new ObjectRef(prefix + "file", Sha256.of(file)), file);

        assertThat(fromFile.sha256()).isEqualTo(fromBytes.sha256());
        assertThat(store.get(fromBytes)).isEqualTo(large);
        assertThat(store.get(fromFile)).isEqualTo(large);
        assertThat(store.getIfPresent(prefix + "file")).contains(fromFile);
        assertThat(store.put(new ObjectRef(prefix + "file", Sha256.of(file)), file))
                .isEqualTo(fromFile);
    }

    @Test
    void shouldSucceedWhereTheSameContentIsThere() {
        ObjectRef first = store.put(prefix + "a", CONTENT);

        assertThat(store.put(prefix + "a", CONTENT)).isEqualTo(first);
    }

    @Test
    void shouldRefuseToReplaceAnotherContent() throws IOException {
        ObjectRef first = store.put(prefix + "a", CONTENT);

        assertThatThrownBy(() -> store.put(prefix + "a", OTHER))
                .isInstanceOf(ObjectConflict.class)
                .hasMessageContaining(prefix + "a")
                .hasMessageContaining(first.sha256());
        Path file = Files.write(files.resolve("other"), OTHER);
        assertThatThrownBy(() -> store.put(new ObjectRef(prefix + "a", Sha256.of(file)), file))
                .isInstanceOf(ObjectConflict.class);
        assertThat(store.get(first)).isEqualTo(CONTENT);
    }

    @Test
    void shouldLetOneOfManyWritersWin() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(8);
        List<Future<ObjectRef>> writes = IntStream.range(0, 8)
                .mapToObj(i -> writers.submit(
                        () -> store.put(prefix + "race", ("writer " + i).getBytes(StandardCharsets.UTF_8))))
                .toList();
        writers.shutdown();

        int won = 0;
        for (Future<ObjectRef> write : writes) {
            try {
                assertThat(store.get(write.get())).asString().startsWith("writer ");
                won++;
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(ObjectConflict.class);
            }
        }
        assertThat(won).isEqualTo(1);
    }

    @Test
    void shouldNoticeOtherBytesThanPromised() {
        store.put(prefix + "a", CONTENT);
        ObjectRef promised = new ObjectRef(prefix + "a", Sha256.of(OTHER));

        assertThatThrownBy(() -> store.get(promised))
                .isInstanceOf(ObjectCorrupt.class)
                .hasMessageContaining(prefix + "a");
    }

    @Test
    void shouldSayThatAnObjectIsMissing() {
        assertThat(store.getIfPresent(prefix + "nothing")).isEmpty();
        assertThatThrownBy(() -> store.get(new ObjectRef(prefix + "nothing", Sha256.of(CONTENT))))
                .isInstanceOf(ObjectMissing.class)
                .hasMessageContaining(prefix + "nothing");
        assertThatThrownBy(() -> store.size(prefix + "nothing")).isInstanceOf(ObjectMissing.class);
    }

    @Test
    void shouldListKeysInOrderUnderAPrefix() {
        List.of("b/2", "a/1", "b/1", "b/x/3").forEach(key -> store.put(prefix + key, CONTENT));

        assertThat(store.list(prefix + "b/")).containsExactly(prefix + "b/1", prefix + "b/2", prefix + "b/x/3");
        assertThat(store.list(prefix + "nothing/")).isEmpty();
    }

    @Test
    void shouldDeleteAndWriteAgain() {
        store.put(prefix + "a", CONTENT);
        store.delete(prefix + "a");
        store.delete(prefix + "a");

        assertThat(store.getIfPresent(prefix + "a")).isEmpty();
        assertThat(store.get(store.put(prefix + "a", OTHER))).isEqualTo(OTHER);
    }

    @Test
    void shouldReadWhatOthersHaveWrittenAsLongAsItIsTheSame() throws Exception {
        store.put(prefix + "a", CONTENT);
        String etag = store.etag(prefix + "a").orElseThrow();
        Path copy = files.resolve("copy");

        store.download(new StoredObject(prefix + "a", etag), copy);

        assertThat(Files.readAllBytes(copy)).isEqualTo(CONTENT);
        assertThat(store.etag(prefix + "nothing")).isEmpty();
        store.delete(prefix + "a");
        store.put(prefix + "a", OTHER);
        assertThatThrownBy(() -> store.download(new StoredObject(prefix + "a", etag), copy))
                .isInstanceOf(ObjectConflict.class)
                .hasMessageContaining("replaced since");
        store.download(new StoredObject(prefix + "a", null), copy);
        assertThat(Files.readAllBytes(copy)).isEqualTo(OTHER);
        assertThatThrownBy(() -> store.download(new StoredObject(prefix + "nothing", null), copy))
                .isInstanceOf(ObjectMissing.class);
    }

    @Test
    void shouldSignUrlsForReading() throws Exception {
        store.put(prefix + "a", CONTENT);
        URI url = URI.create(store.presignedUrl(prefix + "a", Duration.ofMinutes(1)));

        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
    }

    @Test
    void shouldTellARefusalFromAnOutage() {
        ObjectStoreConfig good = config();
        ObjectStoreConfig wrongSecret =
                new ObjectStoreConfig(good.endpoint(), good.bucket(), good.accessKey(), "not the secret");
        ObjectStoreConfig wrongBucket =
                new ObjectStoreConfig(good.endpoint(), "no-such-bucket", good.accessKey(), good.secretKey());
        ObjectStoreConfig nobody =
                new ObjectStoreConfig("http://127.0.0.1:1", good.bucket(), good.accessKey(), good.secretKey());

        assertThatThrownBy(() -> putWith(wrongSecret)).isInstanceOf(StoreRefused.class);
        assertThatThrownBy(() -> putWith(wrongBucket)).isInstanceOf(StoreRefused.class);
        assertThatThrownBy(() -> putWith(nobody)).isInstanceOf(StoreUnavailable.class);
    }

    private void putWith(ObjectStoreConfig config) {
        try (ObjectStore other = new ObjectStore(config)) {
            other.put(prefix + "b", CONTENT);
        }
    }
}
