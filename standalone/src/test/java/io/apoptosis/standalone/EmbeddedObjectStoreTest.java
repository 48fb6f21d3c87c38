package io.apoptosis.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.store.ObjectStoreConfig;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.StatObjectArgs;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedObjectStoreTest {
    private static final String BUCKET = "apoptosis";

    @TempDir
    Path dataDir;

    @Test
    void shouldKeepObjectsAndTheirMetadataOverARestart() throws Exception {
        try (EmbeddedObjectStore store = EmbeddedObjectStore.start(dataDir)) {
            MinioClient client = client(store, store.secretKey());
            client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
            put(client, "runs/1/scores.safetensors", "body", Map.of());
        }
        try (EmbeddedObjectStore store = EmbeddedObjectStore.start(dataDir)) {
            MinioClient client = client(store, store.secretKey());
            assertThat(client.bucketExists(
                            BucketExistsArgs.builder().bucket(BUCKET).build()))
                    .isTrue();
            try (var body = client.getObject(GetObjectArgs.builder()
                    .bucket(BUCKET)
                    .object("runs/1/scores.safetensors")
                    .build())) {
                assertThat(body.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("body");
            }
            assertThat(client.statObject(StatObjectArgs.builder()
                                    .bucket(BUCKET)
                                    .object("runs/1/scores.safetensors")
                                    .build())
                            .userMetadata()
                            .get("sha256"))
                    .contains("abc");
        }
    }

    @Test
    void shouldRefuseASecondConditionalPut() throws Exception {
        try (EmbeddedObjectStore store = EmbeddedObjectStore.start(dataDir)) {
            MinioClient client = client(store, store.secretKey());
            client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
            put(client, "once", "first", Map.of("If-None-Match", "*"));
            assertThatThrownBy(() -> put(client, "once", "second", Map.of("If-None-Match", "*")))
                    .hasMessageContaining("preconditions");
        }
    }

    @Test
    void shouldRefuseAStranger() {
        try (EmbeddedObjectStore store = EmbeddedObjectStore.start(dataDir)) {
            MinioClient client = client(store, "not the secret key");
            assertThatThrownBy(() -> client.bucketExists(
                            BucketExistsArgs.builder().bucket(BUCKET).build()))
                    .isInstanceOf(Exception.class);
        }
    }

    @Test
    void shouldTakeCheckpointsOfHundredsOfMegabytes() {
        byte[] checkpoint = new byte[160 << 20];
        checkpoint[checkpoint.length - 1] = 7;
        try (EmbeddedObjectStore embedded = EmbeddedObjectStore.start(dataDir);
                ObjectStore store = new ObjectStore(new ObjectStoreConfig(
                        embedded.endpoint(), BUCKET, embedded.accessKey(), embedded.secretKey(), "us-east-1"))) {
            store.ensureBucket();

            assertThat(store.get(store.put("weights.safetensors", checkpoint))).isEqualTo(checkpoint);
        }
    }

    @Test
    void shouldTakeWhatItsHeapCanHold() {
        assertThat(EmbeddedObjectStore.largestObject(6L << 30)).isEqualTo(Integer.MAX_VALUE - 16L);
        assertThat(EmbeddedObjectStore.largestObject(3L << 30)).isEqualTo(1L << 30);
    }

    private static MinioClient client(EmbeddedObjectStore store, String secretKey) {
        return MinioClient.builder()
                .endpoint(store.endpoint())
                .credentials(store.accessKey(), secretKey)
                .region("us-east-1")
                .build();
    }

    private static void put(MinioClient client, String key, String body, Map<String, String> headers) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        client.putObject(
                PutObjectArgs.builder()
                        .bucket(BUCKET)
                        .object(key)
                        .headers(headers)
                        .userMetadata(Map.of("sha256", "abc"))
                        .stream(new ByteArrayInputStream(bytes), (long) bytes.length, -1L)
                        .build());
    }
}
