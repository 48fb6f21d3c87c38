package io.apoptosis.gateway;

import io.apoptosis.pipeline.store.Sha256;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The weights and images of examples/, sent to the gateway as a client does. */
public final class ExampleFiles {
    private static final Path EXAMPLES = Path.of(System.getProperty("apoptosis.root"), "examples");
    private static final String TRAIN = "data/cifar10-sample/train.bin";
    private static final String TEST = "data/cifar10-sample/test.bin";

    private static final Map<String, String> UPLOADED = new ConcurrentHashMap<>();

    private static volatile String token = "";

    private ExampleFiles() {}

    /** From now on uploads say who they are from. */
    public static void signedInWith(String bearerToken) {
        token = bearerToken;
    }

    /** A run of ResNet-20 that two shards and one step finish. */
    public static String spec(String name) {
        return spec(name, "resnet20", upload("weights/resnet20-cifar10.th"), "");
    }

    public static String spec(String name, String architecture, String weights, String more) {
        return """
                {
                  "name": "%s",
                  "model": { "architecture": "%s", "classes": 10, "weights": "%s" },
                  "data": { "train": { "cifar10": "%s" }, "test": { "cifar10": "%s" } },
                  "importance": { "batches": 4, "batchSize": 16, "shards": 2 },
                  "prune": { "target": { "macs": 0.6 }, "iterations": 1 %s },
                  "finetune": { "epochs": 1 }
                }""".formatted(name, architecture, weights, upload(TRAIN), upload(TEST), more);
    }

    /** @return the location for a specification */
    public static String upload(String file) {
        return UPLOADED.computeIfAbsent(
                file, f -> upload(Path.of(f).getFileName().toString(), bytes(f)));
    }

    /** Not by REST Assured, which formats every byte of a body. */
    public static String upload(String fileName, byte[] bytes) {
        String path = "/api/v1/uploads/%s/%s".formatted(Sha256.of(bytes), fileName);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .header("Content-Type", "application/octet-stream")
                .header("Authorization", "Bearer " + token)
                .PUT(BodyPublishers.ofByteArray(bytes))
                .build();
        try {
            String answer = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            return JsonPath.from(answer).getString("location");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(EXAMPLES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
