package io.apoptosis.standalone.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.apoptosis.pipeline.store.ObjectStoreConfig;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A MinIO server, where one is installed: the same contract on the store many clusters have. */
@Tag("slow")
class MinioContractTest extends ObjectStoreContract {
    private static final Duration STARTUP = Duration.ofMinutes(1);
    private static final String USER = "contract";
    private static final String PASSWORD = "contract-secret";

    @TempDir
    private static Path data;

    private static Process server;
    private static String endpoint;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(installed(), "no `minio` on the PATH; install it with: go install github.com/minio/minio@latest");
        String address = "127.0.0.1:" + freePort();
        endpoint = "http://" + address;
        ProcessBuilder minio = new ProcessBuilder("minio", "server", "--quiet", "--address", address, data.toString());
        minio.environment().put("MINIO_ROOT_USER", USER);
        minio.environment().put("MINIO_ROOT_PASSWORD", PASSWORD);
        server = minio.inheritIO().start();
        awaitReady();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (server != null) {
            server.destroy();
            server.waitFor();
        }
    }

    @Override
    ObjectStoreConfig config() {
        return new ObjectStoreConfig(endpoint, "apoptosis", USER, PASSWORD);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean installed() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "minio")));
    }

    private static void awaitReady() throws InterruptedException {
        Instant deadline = Instant.now().plus(STARTUP);
        while (!ready()) {
            assertThat(server.isAlive()).as("minio runs").isTrue();
            assertThat(Instant.now()).as("minio is ready in time").isBefore(deadline);
            Thread.sleep(100);
        }
    }

    private static boolean ready() throws InterruptedException {
        URI health = URI.create(endpoint + "/minio/health/ready");
        try {
            return HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
