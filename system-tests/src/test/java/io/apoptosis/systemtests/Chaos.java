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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** Real runs on a real cluster to which bad things happen; afterwards every run has ended as an undisturbed one. */
final class Chaos {
    private static final int AT_ONCE = 2;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration SETTLING = Duration.ofSeconds(30);
    private static final String RESULT = "model.safetensors";

    private final PrintStream out;
    private final Target target;
    private final GatewayClient client;
    private final RunSpec spec;
    private final Map<String, RunView> runs = new TreeMap<>();
    private final Recoveries recoveries = new Recoveries();
    private final ReadyServices ready;

    private Chaos(Target target, Path folder, PrintStream out) throws IOException {
        this.out = out;
        this.target = target;
        this.client = new GatewayClient(URI.create(target.cluster().gatewayUrl()));
        this.ready = new ReadyServices(target.cluster());
        this.spec = new Uploads(client, (file, bytes) -> {}).uploaded(SampleSpec.of(folder, 320, 100, """
                name: chaos
                importance: { criterion: oba, batches: 8, batchSize: 16, shards: 4 }
                prune: { target: { macs: 0.8 }, iterations: 2 }
                finetune: { epochs: 2, batchSize: 64, optimizer: { learningRate: 0.001 } }
                seed: 7
                threads: 1
                """));
    }

    /** @param complaints about what was left behind */
    record Toll(long kills, int runs, long identical, long lost, Recoveries recoveries, List<String> complaints) {
        @Override
        public String toString() {
            return "%d kills, %d runs, %d identical, %d lost".formatted(kills, runs, identical, lost);
        }
    }

    static Toll unleash(int kills, long seed, Path folder, PrintStream out) throws Exception {
        Path data = folder.resolve("data");
        ClusterOptions options = ClusterOptions.of(ClusterRun.HOME, data).withScorers(2);
        try (FaultyLink store = new FaultyLink();
                StandaloneCluster cluster = StandaloneCluster.start(options.withStoreBehind(store::to))) {
            Chaos chaos = new Chaos(new Target(cluster, store), folder, out);
            RunView reference = chaos.undisturbed();
            Plan plan = Plan.of(seed, kills, List.copyOf(cluster.processes().keySet()));
            long killed = 0;
            for (Plan.Stroke stroke : plan.strokes()) {
                chaos.strike(stroke);
                killed += stroke.blow() instanceof Blow.Kill ? 1 : 0;
            }
            chaos.waitForAll();
            List<String> complaints =
                    new Aftermath(cluster, data).complaints(reference.id(), chaos.runs.keySet(), SETTLING);
            return chaos.toll(killed, checksum(reference), complaints);
        }
    }

    private RunView undisturbed() {
        String id = client.submit(spec, UUID.randomUUID().toString()).id();
        RunView end = new RunWatch(client).follow(id, view -> {});
        if (!end.state().equals("COMPLETED")) {
            throw new AssertionError("the undisturbed run is " + end.state() + ": " + end.failure());
        }
        say("the undisturbed run took %d s and gave %s"
                .formatted(Duration.between(end.submittedAt(), end.updatedAt()).toSeconds(), checksum(end)));
        return end;
    }

    private void strike(Plan.Stroke stroke) throws Exception {
        Instant next = Instant.now().plus(stroke.pause());
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(next)
                || !stroke.whileDown() && recoveries.pending() && Instant.now().isBefore(deadline)) {
            keepBusy();
            look();
        }
        say(stroke.blow().toString());
        Instant at = Instant.now();
        stroke.blow().strike(target);
        recoveries.hit(stroke.blow().kind(), at);
        look();
    }

    /** As many runs as are meant to go on at once; the same key again while nobody knows whether one was accepted. */
    private void keepBusy() throws InterruptedException {
        while (runs.values().stream().filter(run -> !run.ended()).count() < AT_ONCE) {
            String key = UUID.randomUUID().toString();
            Instant deadline = Instant.now().plus(PATIENCE);
            Optional<RunView> run = ask(() -> client.submit(spec, key));
            while (run.isEmpty() && Instant.now().isBefore(deadline)) {
                look();
                run = ask(() -> client.submit(spec, key));
            }
            RunView accepted = run.orElseThrow(() -> new AssertionError("no run was accepted for " + PATIENCE));
            runs.put(accepted.id(), accepted);
        }
    }

    /** Asks how the runs are; one that has moved on while all services are ready shows that the cluster has recovered. */
    private void look() throws InterruptedException {
        Thread.sleep(LOOK.toMillis());
        boolean moved = false;
        boolean allReady = !recoveries.pending() || ready.all();
        for (RunView before : runs.values().stream().filter(run -> !run.ended()).toList()) {
            Optional<RunView> now = ask(() -> client.run(before.id())).filter(run -> run.version() > before.version());
            now.ifPresent(run -> runs.put(run.id(), run));
            moved |= now.isPresent();
        }
        if (moved && allReady) {
            recoveries.recovered(Instant.now());
        }
    }

    private static Optional<RunView> ask(Supplier<RunView> question) {
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

    private Toll toll(long kills, String reference, List<String> complaints) {
        runs.values().stream()
                .filter(run -> !run.state().equals("COMPLETED"))
                .forEach(run -> say(run.id() + " is " + run.state() + ": " + run.failure()));
        long identical = runs.values().stream()
                .filter(run -> checksum(run).equals(reference))
                .count();
        long lost = runs.values().stream()
                .filter(run -> !run.state().equals("COMPLETED"))
                .count();
        return new Toll(kills, runs.size(), identical, lost, recoveries, complaints);
    }

    private void say(String what) {
        out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + what);
    }

    private static String checksum(RunView run) {
        return run.files().containsKey(RESULT) ? run.files().get(RESULT).sha256() : "";
    }
}
