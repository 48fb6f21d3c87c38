package io.apoptosis.pipeline.store;

import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.StoredObject;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.UploadObjectArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.ConnectionSpec;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * The S3 store. Objects are written once and carry their SHA-256 as user metadata; reading checks it. Every method throws a
 * {@link StoreException}. Thread-safe.
 */
public final class ObjectStore implements AutoCloseable {
    private static final String SHA256 = "sha256";
    private static final Map<String, String> ONLY_IF_ABSENT = Map.of("If-None-Match", "*");
    private static final long SMALLEST_PART = 5L << 20;
    private static final long LARGEST_PUT = 5L << 30;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration TRANSFER = Duration.ofSeconds(60);

    private final MinioClient client;
    private final String bucket;

    /** @param watching see every request and its answer */
    public ObjectStore(ObjectStoreConfig config, Interceptor... watching) {
        this(config, new StoreTime(), watching);
    }

    /** As above. @param time sums up what requests take */
    public ObjectStore(ObjectStoreConfig config, StoreTime time, Interceptor... watching) {
        bucket = config.bucket();
        client = MinioClient.builder()
                .endpoint(config.endpoint())
                .region(config.region())
                .credentials(config.accessKey(), config.secretKey())
                .httpClient(http(config.endpoint(), time, watching), true)
                .build();
    }

    /** Without TLS where the endpoint has none: reading the trust store is a good part of a service's start. */
    private static OkHttpClient http(String endpoint, StoreTime time, Interceptor... watching) {
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .readTimeout(TRANSFER)
                .writeTimeout(TRANSFER)
                .protocols(List.of(Protocol.HTTP_1_1))
                .socketFactory(new PromptSockets())
                .eventListenerFactory(time);
        if (endpoint.startsWith("http:")) {
            http.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
        }
        for (Interceptor each : watching) {
            http.addInterceptor(each);
        }
        return http.build();
    }

    /** Creates the bucket where it is missing; any service may be the first. */
    public void ensureBucket() {
        try {
            if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
                client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
            }
        } catch (MinioException | IllegalStateException e) {
            if (!StoreErrors.isBucketThere(e)) {
                throw StoreErrors.of("creating bucket " + bucket, e);
            }
        }
    }

    /**
     * Writes the object unless the same content is there already.
     *
     * @throws ObjectConflict if another content is there
     */
    public ObjectRef put(String key, byte[] bytes) {
        ObjectRef ref = new ObjectRef(key, Sha256.of(bytes));
        PutObjectArgs args = PutObjectArgs.builder()
                .bucket(bucket)
                .object(key)
                .headers(ONLY_IF_ABSENT)
                .userMetadata(Map.of(SHA256, ref.sha256()))
                .data(bytes, bytes.length)
                .build();
        return writeOnce(ref, () -> client.putObject(args));
    }

    /**
     * As {@link #put(String, byte[])} from a file of up to 5 GiB, without holding it in memory.
     *
     * @param ref with the checksum that the file is known to have
     */
    public ObjectRef put(ObjectRef ref, Path file) throws IOException {
        if (getIfPresent(ref.key()).filter(ref::equals).isPresent()) {
            return ref;
        }
        long size = Files.size(file);
        if (size > LARGEST_PUT) {
            throw new StoreRefused("%s has %d bytes; an object can have at most %d".formatted(file, size, LARGEST_PUT));
        }
        return writeOnce(
                ref,
                () -> client.uploadObject(UploadObjectArgs.builder()
                        .bucket(bucket)
                        .object(ref.key())
                        .headers(ONLY_IF_ABSENT)
                        .userMetadata(Map.of(SHA256, ref.sha256()))
                        // One part: only a single request can be conditional on every store.
                        .filename(file.toString(), Math.max(size, SMALLEST_PART))
                        .build()));
    }

    /** The whole object. Throws {@link ObjectMissing} or {@link ObjectCorrupt}. */
    public byte[] get(ObjectRef ref) {
        try (InputStream in = stream(ref)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new StoreUnavailable("the connection broke while reading " + ref.key(), e);
        }
    }

    /** The object's bytes; reading to the end throws {@link ObjectCorrupt} where they are not the promised ones. */
    public InputStream stream(ObjectRef ref) {
        GetObjectArgs args =
                GetObjectArgs.builder().bucket(bucket).object(ref.key()).build();
        return new VerifiedStream(call("reading " + ref.key(), () -> client.getObject(args)), ref);
    }

    /** The object under the key, if there is one, without reading it: how a result that is already computed is found. */
    public Optional<ObjectRef> getIfPresent(String key) {
        return stat(key).map(stat -> new ObjectRef(key, checksum(key, stat)));
    }

    /** Size in bytes. */
    public long size(String key) {
        return stat(key)
                .orElseThrow(() -> new ObjectMissing("no object " + key))
                .size();
    }

    /** The store's own mark of what somebody else has written under the key; empty where there is nothing. */
    public Optional<String> etag(String key) {
        return stat(key).map(StatObjectResponse::etag).map(etag -> etag.replace("\"", ""));
    }

    /**
     * Copies what somebody else has written, and no promise is made of, to a file. Throws {@link ObjectMissing}.
     *
     * @throws ObjectConflict if another content is there by now than the object's mark says
     */
    public void download(StoredObject object, Path to) throws IOException {
        GetObjectArgs.Builder args = GetObjectArgs.builder().bucket(bucket).object(object.key());
        if (object.etag() != null) {
            args.matchETag(object.etag());
        }
        try (InputStream in = client.getObject(args.build())) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (MinioException | IllegalStateException e) {
            if (StoreErrors.isTaken(e)) {
                throw new ObjectConflict("object %s has been replaced since".formatted(object.key()));
            }
            throw StoreErrors.of("reading " + object.key(), e);
        }
    }

    /** Keys that begin with the prefix, sorted. */
    public List<String> list(String prefix) {
        ListObjectsArgs args = ListObjectsArgs.builder()
                .bucket(bucket)
                .prefix(prefix)
                .recursive(true)
                .build();
        return call("listing " + prefix, () -> {
            List<String> keys = new ArrayList<>();
            for (Result<Item> item : client.listObjects(args)) {
                keys.add(item.get().objectName());
            }
            Collections.sort(keys);
            return List.copyOf(keys);
        });
    }

    /** Nothing happens where there is no such object. */
    public void delete(String key) {
        RemoveObjectArgs args =
                RemoveObjectArgs.builder().bucket(bucket).object(key).build();
        call("deleting " + key, () -> {
            client.removeObject(args);
            return key;
        });
    }

    /** A URL that anyone may read the object from until it expires. */
    public String presignedUrl(String key, Duration validity) {
        GetPresignedObjectUrlArgs args = GetPresignedObjectUrlArgs.builder()
                .method(Http.Method.GET)
                .bucket(bucket)
                .object(key)
                .expiry(Math.toIntExact(validity.toSeconds()))
                .build();
        return call("signing a URL of " + key, () -> client.getPresignedObjectUrl(args));
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (Exception e) {
            throw new StoreUnavailable("the connection to the object store did not close", e);
        }
    }

    private ObjectRef writeOnce(ObjectRef ref, Call<?> write) {
        try {
            write.run();
            return ref;
        } catch (MinioException | IllegalStateException e) {
            if (!StoreErrors.isTaken(e)) {
                throw StoreErrors.of("writing " + ref.key(), e);
            }
        }
        ObjectRef present = getIfPresent(ref.key())
                .orElseThrow(() -> new StoreUnavailable("object " + ref.key() + " was deleted while it was written"));
        if (!present.equals(ref)) {
            throw new ObjectConflict("object %s is already written with SHA-256 %s; refusing to replace it by %s"
                    .formatted(ref.key(), present.sha256(), ref.sha256()));
        }
        return ref;
    }

    private Optional<StatObjectResponse> stat(String key) {
        try {
            return Optional.of(client.statObject(
                    StatObjectArgs.builder().bucket(bucket).object(key).build()));
        } catch (MinioException | IllegalStateException e) {
            if (StoreErrors.isMissing(e)) {
                return Optional.empty();
            }
            throw StoreErrors.of("looking for " + key, e);
        }
    }

    private static String checksum(String key, StatObjectResponse stat) {
        String sha256 = stat.userMetadata().getFirst(SHA256);
        if (sha256 == null) {
            throw new ObjectCorrupt("object " + key + " carries no sha256 metadata; it was not written by Apoptosis");
        }
        return sha256;
    }

    /** The client throws what its asynchronous half failed with: its own exceptions, or others inside an IllegalStateException. */
    private static <T> T call(String doing, Call<T> call) {
        try {
            return call.run();
        } catch (MinioException | IllegalStateException e) {
            throw StoreErrors.of(doing, e);
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws MinioException;
    }
}
