package io.apoptosis.systemtests.scale;

import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.cli.client.RunWatch;
import io.apoptosis.cli.client.Uploads;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.standalone.StandaloneCluster;
import io.apoptosis.systemtests.load.TinySpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** How a real broker, store and gateway keep so many workers busy. */
final class Scale {
    private final StandaloneCluster cluster;
    private final GatewayClient client;
    private final Path folder;
    private final Duration batch;
    private final int sumsBytes;

    /**
     * @param folder whose {@code data} is the cluster's
     * @param batch what a worker takes for one batch
     */
    Scale(StandaloneCluster cluster, Path folder, Duration batch, int sumsBytes) {
        this.cluster = cluster;
        this.client = new GatewayClient(URI.create(cluster.gatewayUrl()));
        this.folder = folder;
        this.batch = batch;
        this.sumsBytes = sumsBytes;
    }

    /** One scoring step of so many batches in so many shards, of each of so many runs at once. */
    record Load(int workers, int runs, int batches, int shards) {}

    /**
     * @param scoring of each run, in the order of their submission, and until its first shard was in a worker's hands
     * @param shards that a worker did: fewest and most
     * @param gatewayCpu processor time that the gateway took meanwhile
     * @param logBytes by which the broker's logs have grown: everything that went through Kafka
     */
    record Result(
            Load load,
            Duration batch,
            List<Duration> scoring,
            List<Duration> untilFirst,
            IntSummaryStatistics shards,
            Duration gatewayCpu,
            long logBytes) {
        /** Of the first run's time, the share that its workers were in batches. */
        double busy() {
            return seconds(batch) * load.batches() / load.workers() / seconds(scoring.get(0));
        }

        private static double seconds(Duration time) {
            return time.toNanos() / 1e9;
        }

        @Override
        public String toString() {
            return "%d workers, %d runs of %d batches in %d shards: %s s, first shard after %s s, workers busy %.3f, %d to %d shards a worker, gateway %.1f s of CPU, %.1f MB through Kafka"
                    .formatted(
                            load.workers(),
                            load.runs(),
                            load.batches(),
                            load.shards(),
                            all(scoring),
                            all(untilFirst),
                            busy(),
                            shards.getMin(),
                            shards.getMax(),
                            seconds(gatewayCpu),
                            logBytes / 1e6);
        }

        private static String all(List<Duration> times) {
            return String.join(
                    " ",
                    times.stream().map(time -> "%.2f".formatted(seconds(time))).toList());
        }
    }

    Result measure(Load load) throws IOException, InterruptedException {
        Stopwatch stopwatch = new Stopwatch();
        RunSpec spec = spec(load);
        try (SimulatedWorkers workers = new SimulatedWorkers(cluster, load.workers(), batch, sumsBytes, stopwatch)) {
            while (!workers.joined()) {
                Thread.sleep(100);
            }
            Duration before = gatewayCpu();
            long logBefore = logBytes();
            List<String> runs = new ArrayList<>();
            for (int i = 0; i < load.runs(); i++) {
                runs.add(client.submit(spec, UUID.randomUUID().toString()).id());
            }
            runs.forEach(run -> new RunWatch(client).follow(run, view -> {}));
            return new Result(
                    load,
                    batch,
                    runs.stream().map(stopwatch::scoring).toList(),
                    runs.stream().map(stopwatch::untilFirst).toList(),
                    stopwatch.shards().values().stream()
                            .mapToInt(Integer::intValue)
                            .summaryStatistics(),
                    gatewayCpu().minus(before),
                    logBytes() - logBefore);
        }
    }

    private RunSpec spec(Load load) throws IOException {
        String importance =
                "{ criterion: weight, batches: %d, batchSize: 1, shards: %d }".formatted(load.batches(), load.shards());
        Path own = Files.createDirectories(folder.resolve("%d-%d".formatted(load.batches(), load.shards())));
        return new Uploads(client, (file, bytes) -> {}).uploaded(TinySpec.in(own, load.batches(), importance));
    }

    private long logBytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data/broker"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private Duration gatewayCpu() {
        return ProcessHandle.of(cluster.processes().get("gateway"))
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }
}
