package io.apoptosis.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apoptosis.core.io.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * What of a scoring step is not tensors: two steps of ResNet-32 by a cluster of its own with one scorer, as the run itself reports them. In
 * the first one the workers load their engines and the images; the second is what every further one is.
 */
public final class ClusterStep {
    private static final int BATCHES = 200;
    private static final int BATCH_SIZE = 64;
    private static final int TEST_IMAGES = 1000;
    /** Of CIFAR-10's binary form: a label and 3 x 32 x 32 bytes. */
    private static final int RECORD = 1 + 3 * 32 * 32;

    private static final String SPEC = """
            name: step
            model: { architecture: resnet32, classes: 10, weights: %1$s/weights.safetensors }
            data: { train: { cifar10: %1$s/train.bin }, test: { cifar10: %1$s/test.bin }, normalize: { mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] } }
            importance: { batches: %2$d, batchSize: %3$d, shards: 10 }
            prune: { target: { macs: 0.64 }, iterations: 2 }
            threads: %4$d
            """;

    private ClusterStep() {}

    /** Arguments: a folder of its own; the number of threads. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(args[0])).toAbsolutePath();
        Files.write(
                folder.resolve("weights.safetensors"),
                SafeTensors.write(RandomNetwork.named("resnet32").weights(), Map.of()));
        Files.write(folder.resolve("train.bin"), images(BATCHES * BATCH_SIZE));
        Files.write(folder.resolve("test.bin"), images(TEST_IMAGES));
        Path spec = folder.resolve("step.yaml");
        Files.writeString(spec, SPEC.formatted(folder, BATCHES, BATCH_SIZE, Integer.parseInt(args[1])));
        Path out = folder.resolve("out");
        Process run = new ProcessBuilder(
                        "./apoptosis",
                        "prune",
                        spec.toString(),
                        "--data-dir",
                        folder.resolve("cluster").toString(),
                        "--out",
                        out.toString())
                .inheritIO()
                .start();
        if (run.waitFor() != 0) {
            System.exit(1);
        }
        report(out.resolve("run.json"));
    }

    private static byte[] images(int count) {
        byte[] records = new byte[count * RECORD];
        new Random(1).nextBytes(records);
        for (int i = 0; i < count; i++) {
            records[i * RECORD] = (byte) (i % 10);
        }
        return records;
    }

    private static void report(Path runJson) throws IOException {
        for (JsonNode step : new ObjectMapper().readTree(runJson.toFile()).path("steps")) {
            report(step);
        }
    }

    private static void report(JsonNode step) {
        JsonNode times = step.path("times");
        double sum = 0;
        for (JsonNode part : times) {
            sum += part.asDouble();
        }
        System.out.printf(
                "step %d, %d batches in %.1f s%n",
                step.path("step").asInt(), BATCHES, step.path("seconds").asDouble());
        for (Map.Entry<String, JsonNode> part : times.properties()) {
            double seconds = part.getValue().asDouble();
            System.out.printf("%8s %8.2f s %6.2f %%%n", part.getKey(), seconds, 100 * seconds / sum);
        }
        System.out.printf(
                "not tensors %.2f %%%n", 100 * (1 - times.path("tensors").asDouble() / sum));
    }
}
