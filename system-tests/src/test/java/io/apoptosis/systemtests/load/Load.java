package io.apoptosis.systemtests.load;

import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.cli.client.Refused;
import io.apoptosis.cli.client.Uploads;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.standalone.StandaloneCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many clients submit many small runs to a real cluster and look at them, while others watch all of them. */
final class Load {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration SETTLING = Duration.ofMinutes(2);
    private static final int LISTS = 10;

    private final Plan plan;
    private final StandaloneCluster cluster;
    private final PrintStream out;
    private final GatewayClient client;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Watcher> watchers = new ArrayList<>();
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final Latencies submits = new Latencies("POST /api/v1/runs");
    private final Latencies gets = new Latencies("GET /api/v1/runs/{id}");
    private final Latencies lists = new Latencies("GET /api/v1/runs");

    Load(Plan plan, StandaloneCluster cluster, PrintStream out) {
        this.plan = plan;
        this.cluster = cluster;
        this.out = out;
        this.client = new GatewayClient(URI.create(cluster.gatewayUrl()));
    }

    /** @param patience for the runs to complete; those that have not are cancelled */
    record Plan(int runs, int clients, int watchers, Duration patience) {}

    /**
     * @param states what became of the runs that were accepted, by what the gateway lists
     * @param watched what each watcher knows of them in the end
     */
    record Result(
            List<String> accepted,
            Map<String, String> states,
            List<Map<String, String>> watched,
            Latencies gets,
            Latencies lists) {}

    Result unleash(Path folder) throws Exception {
        RunSpec spec = new Uploads(client, (file, bytes) -> {}).uploaded(TinySpec.in(folder));
        long memory = residentMiB();
        IntStream.range(0, plan.watchers()).forEach(i -> watchers.add(Watcher.attach(http, cluster.gatewayUrl())));
        long begin = System.nanoTime();
        together(worker -> submit(spec, worker));
        double seconds = (System.nanoTime() - begin) / 1e9;
        long deadline = System.nanoTime() + plan.patience().toNanos();
        together(worker -> look(worker, deadline));
        say("%d submitted in %.1f s (%.1f/s)", accepted.size(), seconds, accepted.size() / seconds);
        cancelTheRest();
        Map<String, String> states = settled();
        List.of(submits, gets, lists).forEach(latencies -> say("%s", latencies));
        say("gateway's resident memory: %d MiB before, %d MiB after", memory, residentMiB());
        return new Result(
                List.copyOf(accepted),
                states,
                watchers.stream().map(Watcher::states).toList(),
                gets,
                lists);
    }

    private void submit(RunSpec spec, int worker) {
        for (int run = worker; run < plan.runs(); run += plan.clients()) {
            String id = submits.of(() -> client.submit(spec, UUID.randomUUID().toString()))
                    .id();
            accepted.add(id);
            get(id);
            if (run % LISTS == 0) {
                lists.of(() -> body("/api/v1/runs"));
            }
        }
    }

    /** As somebody who asks twice a second for the run, and for the latest ones every five seconds. */
    private void look(int worker, long deadline) throws InterruptedException {
        List<String> mine = List.copyOf(accepted);
        for (int i = worker; System.nanoTime() < deadline && goesOn(); i++) {
            get(mine.get(i % mine.size()));
            if (i % LISTS == 0) {
                lists.of(() -> body("/api/v1/runs"));
            }
            Thread.sleep(LOOK.toMillis());
        }
    }

    private boolean goesOn() {
        Map<String, String> known = watchers.get(0).states();
        return !accepted.stream().allMatch(id -> known.getOrDefault(id, "").equals("COMPLETED"));
    }

    private void get(String id) {
        gets.of(() -> body("/api/v1/runs/" + id));
    }

    private void cancelTheRest() {
        List<RunView> open = client.runs().stream().filter(run -> !run.ended()).toList();
        say("%d completed, %d are cancelled", accepted.size() - open.size(), open.size());
        for (RunView run : open) {
            try {
                client.cancel(run.id());
            } catch (Refused completedMeanwhile) {
                say("%s", completedMeanwhile.getMessage());
            }
        }
    }

    /** Once every run has ended and every watcher knows; or as it is when the time is over. */
    private Map<String, String> settled() throws InterruptedException {
        long deadline = System.nanoTime() + SETTLING.toNanos();
        Map<String, String> states = states();
        while (System.nanoTime() < deadline && (!ended(states) || !known(states))) {
            Thread.sleep(LOOK.toMillis());
            states = states();
        }
        return states;
    }

    private boolean known(Map<String, String> states) {
        return watchers.stream().allMatch(watcher -> watcher.states().equals(states));
    }

    private static boolean ended(Map<String, String> states) {
        return Set.of("COMPLETED", "CANCELLED", "FAILED").containsAll(states.values());
    }

    private Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        client.runs().forEach(run -> states.put(run.id(), run.state()));
        return states;
    }

    private String body(String path) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(cluster.gatewayUrl() + path))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " answers " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private long residentMiB() throws IOException {
        return ResidentMemory.mebibytes(cluster.processes().get("gateway"));
    }

    private void say(String what, Object... details) {
        out.printf(what + "%n", details);
    }

    @FunctionalInterface
    private interface ClientsWork {
        void of(int worker) throws InterruptedException;
    }

    private void together(ClientsWork work) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(plan.clients());
        try {
            List<Callable<Void>> all = new ArrayList<>();
            for (int worker = 0; worker < plan.clients(); worker++) {
                int number = worker;
                all.add(() -> {
                    work.of(number);
                    return null;
                });
            }
            for (Future<Void> each : pool.invokeAll(all)) {
                each.get();
            }
        } finally {
            pool.shutdown();
        }
    }
}
