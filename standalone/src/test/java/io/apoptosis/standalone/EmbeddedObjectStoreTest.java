package io.apoptosis.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
