package io.apoptosis.systemtests;

import io.apoptosis.standalone.StandaloneCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;

/** What a cluster looks like once its runs are over: nothing may be left to do, nothing may lie about. */
final class Aftermath {
    private static final List<String> GROUPS =
            List.of("apoptosis-scorers", "apoptosis-pruners", "apoptosis-finetuners");

    private final StandaloneCluster cluster;
    private final Path objects;

    /** @param data the cluster's data directory */
    Aftermath(StandaloneCluster cluster, Path data) {
        this.cluster = cluster;
        this.objects = data.resolve("objects/apoptosis/runs");
    }

    /** What is not as it should be; empty where all is well. Waits a little, since acknowledgements trail results. */
    List<String> complaints(String reference, Iterable<String> runs, Duration patience)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> complaints = complaints(reference, runs);
        while (!complaints.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(1000);
            complaints = complaints(reference, runs);
        }
        return complaints;
    }

    private List<String> complaints(String reference, Iterable<String> runs) throws IOException, InterruptedException {
        List<String> complaints = new ArrayList<>();
        if (metric("apoptosis_tasks_outstanding") != 0) {
            complaints.add("the gateway waits for results: apoptosis_tasks_outstanding is not 0");
        }
        lags().forEach((group, lag) -> {
            if (lag != 0) {
                complaints.add("%s has %d tasks in its queue".formatted(group, lag));
            }
        });
        SortedSet<String> expected = keys(reference);
        for (String run : runs) {
            SortedSet<String> found = keys(run);
            if (!found.equals(expected)) {
                complaints.add(
                        "%s keeps other objects than an undisturbed run: %s".formatted(run, unlike(found, expected)));
            }
        }
        return complaints;
    }

    private static List<String> unlike(SortedSet<String> found, SortedSet<String> expected) {
        return Stream.concat(
                        found.stream().filter(key -> !expected.contains(key)).map(key -> "+" + key),
                        expected.stream().filter(key -> !found.contains(key)).map(key -> "-" + key))
                .toList();
    }

    private SortedSet<String> keys(String run) throws IOException {
        Path folder = objects.resolve(run);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Map<String, Long> lags() throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            Map<String, ListShareGroupOffsetsSpec> question = GROUPS.stream()
                    .collect(Collectors.toMap(Function.identity(), group -> new ListShareGroupOffsetsSpec()));
            return admin.listShareGroupOffsets(question).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            group -> group.getValue().values().stream()
                                    .mapToLong(Aftermath::lag)
                                    .sum()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not tell the lag of the queues", e);
        }
    }

    private static long lag(SharePartitionOffsetInfo partition) {
        return partition.lag().orElse(-1L);
    }

    private double metric(String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(cluster.gatewayUrl() + "/q/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
