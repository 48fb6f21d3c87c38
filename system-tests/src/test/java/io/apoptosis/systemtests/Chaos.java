package io.apoptosis.systemtests;

import io.apoptosis.cli.Failure;
import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.cli.client.Refused;
import io.apoptosis.cli.client.RunWatch;
import io.apoptosis.cli.client.Uploads;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.standalone.ClusterOptions;
import io.apoptosis.standalone.StandaloneCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** Real runs on a real cluster to which bad things happen; afterwards every run has ended as an undisturbed one. */
final class Chaos {
    private static final int AT_ONCE = 2;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String RESULT = "model.safetensors";

    private final Random random;
    private final PrintStream out;
    private final StandaloneCluster cluster;
    private final GatewayClient client;
    private final RunSpec spec;
    private final Map<String, RunView> runs = new TreeMap<>();
    private Instant hitAt = Instant.MAX;
    private Duration worst = Duration.ZERO;

    private Chaos(long seed, StandaloneCluster cluster, Path folder, PrintStream out) throws IOException {
        this.random = new Random(seed);
        this.out = out;
        this.cluster = cluster;
        this.client = new GatewayClient(URI.create(cluster.gatewayUrl()));
        this.spec = new Uploads(client, (file, bytes) -> {}).uploaded(SampleSpec.of(folder, 320, 100, """
                name: chaos
                importance: { criterion: oba, batches: 8, batchSize: 16, shards: 4 }
                prune: { target: { macs: 0.8 }, iterations: 2 }
                finetune: { epochs: 2, batchSize: 64, optimizer: { learningRate: 0.001 } }
                seed: 7
                threads: 1
                """));
    }

    /** What came of it. */
    record Toll(int kills, int runs, long identical, long lost, Duration worstRecovery) {
        @Override
        public String toString() {
            return "%d kills, %d runs, %d identical, %d lost; slowest recovery %.1f s"
                    .formatted(kills, runs, identical, lost, worstRecovery.toMillis() / 1e3);
        }
    }

    static Toll unleash(int kills, long seed, Path folder, PrintStream out) throws IOException, InterruptedException {
        ClusterOptions options =
                ClusterOptions.of(ClusterRun.HOME, folder.resolve("data")).withScorers(2);
        try (StandaloneCluster cluster = StandaloneCluster.start(options)) {
            Chaos chaos = new Chaos(seed, cluster, folder, out);
            RunView undisturbed = new RunWatch(chaos.client)
                    .follow(
                            chaos.client
                                    .submit(chaos.spec, UUID.randomUUID().toString())
                                    .id(),
                            view -> {});
            String reference = checksum(undisturbed);
            out.println("undisturbed: " + undisturbed.state() + " " + reference);
            for (int kill = 1; kill <= kills; kill++) {
                chaos.keepBusy();
                chaos.strike(kill);
            }
            chaos.waitForAll();
            return chaos.toll(kills, reference);
        }
    }

    private void strike(int number) throws InterruptedException {
        Instant next = Instant.now().plusMillis(2000 + random.nextInt(6000));
        while (Instant.now().isBefore(next)) {
            look();
        }
        Blow blow = Blow.any(random);
        out.printf("%s %d: %s%n", Instant.now(), number, blow);
        hitAt = hitAt.equals(Instant.MAX) ? Instant.now() : hitAt;
        blow.strike(cluster);
    }

    /** As many runs as are meant to go on at once; the same key again while nobody knows whether one was accepted. */
    private void keepBusy() throws InterruptedException {
        while (runs.values().stream().filter(run -> !run.ended()).count() < AT_ONCE) {
            String key = UUID.randomUUID().toString();
            Instant deadline = Instant.now().plus(PATIENCE);
            Optional<RunView> run = Optional.empty();
            while (run.isEmpty() && Instant.now().isBefore(deadline)) {
                run = ask(() -> client.submit(spec, key));
            }
            RunView accepted = run.orElseThrow(() -> new AssertionError("no run was accepted for " + PATIENCE));
            runs.put(accepted.id(), accepted);
        }
    }

    /** Asks how the runs are; any change is a sign that the cluster has recovered from the last blow. */
    private void look() throws InterruptedException {
        Thread.sleep(LOOK.toMillis());
        for (RunView before : runs.values().stream().filter(run -> !run.ended()).toList()) {
            ask(() -> client.run(before.id()))
                    .filter(now -> now.version() > before.version())
                    .ifPresent(now -> {
                        runs.put(now.id(), now);
                        recovered();
                    });
        }
    }

    private void recovered() {
        if (hitAt.isBefore(Instant.now())) {
            Duration took = Duration.between(hitAt, Instant.now());
            worst = worst.compareTo(took) < 0 ? took : worst;
            hitAt = Instant.MAX;
        }
    }

    private Optional<RunView> ask(Supplier<RunView> question) {
        try {
            return Optional.of(question.get());
        } catch (Failure | Refused e) {
            return Optional.empty();
        }
    }

    private void waitForAll() throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (runs.values().stream().anyMatch(run -> !run.ended())
                && Instant.now().isBefore(deadline)) {
            look();
        }
    }

    private Toll toll(int kills, String reference) {
        runs.values().stream()
                .filter(run -> !run.state().equals("COMPLETED"))
                .forEach(run -> out.println(run.id() + " is " + run.state() + ": " + run.failure()));
        long identical = runs.values().stream()
                .filter(run -> checksum(run).equals(reference))
                .count();
        long lost = runs.values().stream()
                .filter(run -> !run.state().equals("COMPLETED"))
                .count();
        return new Toll(kills, runs.size(), identical, lost, worst);
    }

    private static String checksum(RunView run) {
        return run.files().containsKey(RESULT) ? run.files().get(RESULT).sha256() : "";
    }
}
