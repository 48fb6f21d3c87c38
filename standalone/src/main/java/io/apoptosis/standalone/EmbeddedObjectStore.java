package io.apoptosis.standalone;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * A real S3 endpoint (s3proxy) on loopback, in this JVM; objects are files under its directory and stay there. The credentials are
 * new at every start.
 */
public final class EmbeddedObjectStore implements AutoCloseable {
    private final Path dataDir;
    private final S3Proxy server;
    private final String accessKey;
    private final String secretKey;

    private EmbeddedObjectStore(Path dataDir, S3Proxy server, String accessKey, String secretKey) {
        this.dataDir = dataDir;
        this.server = server;
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    /** Starts on a free port. */
    public static EmbeddedObjectStore start(Path dataDir) {
        return start(dataDir, 0);
    }

    /** @throws IllegalStateException if the directory or the port cannot be used */
    public static EmbeddedObjectStore start(Path dataDir, int port) {
        return start(dataDir, port, secret(10), secret(20));
    }

    private static EmbeddedObjectStore start(Path dataDir, int port, String accessKey, String secretKey) {
        try {
            Files.createDirectories(dataDir);
            requireAttributes(dataDir);
            S3Proxy server = S3Proxy.builder()
                    .blobStore(
                            new FilesystemNio2BlobStore(dataDir.toAbsolutePath().toString()))
                    .endpoint(URI.create("http://127.0.0.1:" + port))
                    .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
                    .ignoreUnknownHeaders(true)
                    .jettyMaxThreads(32)
                    .v4MaxNonChunkedRequestSize(
                            largestObject(Runtime.getRuntime().maxMemory()))
                    // A graceful stop would wait for clients' idle connections; a put is atomic, so there is nothing to
                    // wait for.
                    .stopTimeout(0)
                    .build();
            server.start();
            return new EmbeddedObjectStore(dataDir, server, accessKey, secretKey);
        } catch (Exception e) {
            throw new IllegalStateException("the object store did not start in " + dataDir + ": " + e.getMessage(), e);
        }
    }

    /**
     * The store has a whole object in memory while it checks its signature, for a moment twice: a third of the heap, and no more than a Java
     * array holds. Without this it would be 128 MiB, less than a ViT-B/16.
     */
    static long largestObject(long heap) {
        return Math.min(heap / 3, Integer.MAX_VALUE - 16L);
    }

    /** Checksums are kept as user metadata, which the store keeps in extended attributes; without them every object looks damaged. */
    private static void requireAttributes(Path dataDir) throws Exception {
        Path probe = Files.createTempFile(dataDir, ".probe", "");
        try {
            UserDefinedFileAttributeView view = Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class);
            if (view == null) {
                throw new IllegalStateException("its file system has no extended attributes; choose another directory");
            }
            view.write("apoptosis.probe", ByteBuffer.wrap("kept".getBytes(StandardCharsets.UTF_8)));
        } catch (FileSystemException e) {
            throw new IllegalStateException("its file system has no extended attributes; choose another directory", e);
        } finally {
            Files.delete(probe);
        }
    }

    /** The same store once more, after it was closed: where it was, with the same credentials. */
    EmbeddedObjectStore again(int port) {
        return start(dataDir, port, accessKey, secretKey);
    }

    private static String secret(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** {@code http://127.0.0.1:PORT}. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    public String accessKey() {
        return accessKey;
    }

    public String secretKey() {
        return secretKey;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the object store did not stop: " + e.getMessage(), e);
        }
    }
}
