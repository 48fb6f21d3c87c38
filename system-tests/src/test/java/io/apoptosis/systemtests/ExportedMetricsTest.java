package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.apoptosis.standalone.StandaloneCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dashboards and alerts ask for nothing that the services do not export during a run. */
@Tag("nightly")
class ExportedMetricsTest {
    private static final Path CHART = ClusterRun.HOME.resolve("deploy/helm/apoptosis");
    /** Prometheus' own, and those of NVIDIA's exporter. */
    private static final String FOREIGN = "up|DCGM_.*";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> exported = new TreeSet<>();

    @Test
    void everyMetricInDashboardsAndRulesIsExported(@TempDir Path folder) throws Exception {
        Set<String> wanted = names(List.of(CHART.resolve("dashboards"), CHART.resolve("rules")), "expr");
        Set<String> recorded = names(List.of(CHART.resolve("rules")), "record");
        assertThat(wanted).hasSizeGreaterThan(30);

        new ClusterRun(folder).with(1, (view, cluster) -> scrape(cluster));

        wanted.removeAll(recorded);
        wanted.removeIf(name -> name.matches(FOREIGN));
        assertThat(exported).containsAll(wanted);
    }

    private void scrape(StandaloneCluster cluster) {
        try {
            for (String service : cluster.urls().values()) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(service + "/q/metrics"))
                        .build();
                http.send(request, BodyHandlers.ofLines())
                        .body()
                        .filter(line -> !line.startsWith("#"))
                        .forEach(line -> exported.add(line.split("[{ ]", 2)[0]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> names(List<Path> folders, String field) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    ObjectMapper mapper = file.toString().endsWith(".json") ? new ObjectMapper() : new YAMLMapper();
                    names.addAll(mapper.readTree(file.toFile()).findValues(field).stream()
                            .map(JsonNode::asText)
                            .flatMap(text -> MetricNames.in(text).stream())
                            .collect(Collectors.toSet()));
                }
            }
        }
        return names;
    }
}
