package io.apoptosis.systemtests;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.cli.client.RunWatch;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.store.ObjectStoreConfig;
import io.apoptosis.standalone.ClusterOptions;
import io.apoptosis.standalone.EmbeddedObjectStore;
import io.apoptosis.standalone.StandaloneCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster of commit 1c19c85 was killed (-9) with one shard of a run's second step counted and two handed out: its broker's log and its
 * objects are in the archive. The present build takes it over.
 */
@Tag("slow")
class UpgradeTest {
    private static final String RUN = "run-895b76e62d409685";
    private static final String BUCKET = "apoptosis";

    @Test
    void aRunBegunByAnEarlierBuildIsFinished(@TempDir Path data) throws Exception {
        unpack(data);

        try (StandaloneCluster cluster = StandaloneCluster.start(ClusterOptions.of(ClusterRun.HOME, data))) {
            GatewayClient client = new GatewayClient(URI.create(cluster.gatewayUrl()));
            RunView end = new RunWatch(client).follow(RUN, view -> {});

            assertThat(end.state()).as("failure: %s", end.failure()).isEqualTo("COMPLETED");
            assertThat(end.steps()).hasSize(2);
            assertThat(end.files()).containsKeys("model.onnx", "run.json");
            assertThat(client.deadLetters(10)).isEmpty();
        }
        assertThat(begun(data))
                .as("what the earlier build had done is not done again")
                .noneMatch(line -> line.contains("step-0/") || line.contains("step-1/"))
                .anyMatch(line -> line.contains("step-2/prune"));
    }

    private static List<String> begun(Path data) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String worker : List.of("scorer-1", "pruner", "finetuner")) {
            Files.readAllLines(data.resolve("logs").resolve(worker + ".log")).stream()
                    .filter(line -> line.contains(" of run " + RUN + ", attempt"))
                    .forEach(lines::add);
        }
        return lines;
    }

    /** The broker's log as it was; objects through the store, which keeps their checksums where an archive has no place for them. */
    private static void unpack(Path data) throws IOException {
        EmbeddedObjectStore server = EmbeddedObjectStore.start(data.resolve("objects"));
        try (server;
                ObjectStore store = new ObjectStore(
                        new ObjectStoreConfig(server.endpoint(), BUCKET, server.accessKey(), server.secretKey()));
                ZipInputStream archive = new ZipInputStream(
                        requireNonNull(UpgradeTest.class.getResourceAsStream("cluster-1c19c85.zip")))) {
            store.ensureBucket();
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                String objects = "objects/" + BUCKET + "/";
                if (entry.getName().startsWith(objects)) {
                    store.put(entry.getName().substring(objects.length()), archive.readAllBytes());
                } else {
                    Path file = data.resolve(entry.getName());
                    Files.createDirectories(file.getParent());
                    Files.write(file, archive.readAllBytes());
                }
            }
        }
    }
}
