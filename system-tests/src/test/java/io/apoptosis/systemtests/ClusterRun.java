package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.cli.client.RunWatch;
import io.apoptosis.cli.client.Uploads;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.standalone.ClusterOptions;
import io.apoptosis.standalone.StandaloneCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.BiConsumer;

/** A small but real run: ResNet-20 on the first images of the CIFAR-10 sample, through a cluster of its own. */
final class ClusterRun {
    static final Path HOME = Path.of(System.getProperty("apoptosis.root"));
    static final int TEST_IMAGES = 200;
    private static final int TRAIN_IMAGES = 640;

    private final Path folder;

    /** @param folder for the cluster's data and the results */
    ClusterRun(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs to the end and fetches the results; then a second run, of single weights, whose results lie in the folder {@code sparse} among them.
     *
     * @param meddling is shown every view of the runs while they go on, and the cluster to do something to
     * @return the folder with the results
     */
    Path with(int scorers, BiConsumer<RunView, StandaloneCluster> meddling) throws IOException {
        ClusterOptions options = ClusterOptions.of(HOME, folder.resolve("data")).withScorers(scorers);
        try (StandaloneCluster cluster = StandaloneCluster.start(options)) {
            Path results = folder.resolve("results");
            run(channels(), cluster, meddling, results);
            run(singleWeights(), cluster, meddling, results.resolve("sparse"));
            return results;
        }
    }

    private static void run(
            RunSpec local, StandaloneCluster cluster, BiConsumer<RunView, StandaloneCluster> meddling, Path results)
            throws IOException {
        GatewayClient client = new GatewayClient(URI.create(cluster.gatewayUrl()));
        RunSpec spec = new Uploads(client, (file, bytes) -> {}).uploaded(local);
        RunView submitted = client.submit(spec, UUID.randomUUID().toString());
        RunView end = new RunWatch(client).follow(submitted.id(), view -> meddling.accept(view, cluster));
        assertThat(end.state().toString()).as("failure: %s", end.failure()).isEqualToIgnoringCase("completed");
        Files.createDirectories(results);
        for (String name : end.files().keySet()) {
            client.download(end.id(), name, results.resolve(name));
        }
    }

    private RunSpec channels() throws IOException {
        return SampleSpec.of(folder, TRAIN_IMAGES, TEST_IMAGES, """
                name: small
                importance: { criterion: oba, batches: 12, batchSize: 32, shards: 6 }
                prune: { target: { macs: 0.7 }, iterations: 2 }
                finetune: { epochs: 2, batchSize: 64, optimizer: { learningRate: 0.001 } }
                seed: 7
                threads: 1
                """);
    }

    private RunSpec singleWeights() throws IOException {
        return SampleSpec.of(folder, TRAIN_IMAGES, TEST_IMAGES, """
                name: sparse
                importance: { criterion: chita, batches: 6, batchSize: 8, shards: 3 }
                prune: { target: { sparsity: 0.7 }, iterations: 2, repair: { images: 100 }, skip: [conv1] }
                finetune: { epochs: 1, batchSize: 64, optimizer: { learningRate: 0.001 } }
                seed: 7
                threads: 1
                """);
    }
}
