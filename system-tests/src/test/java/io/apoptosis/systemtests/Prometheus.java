package io.apoptosis.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Prometheus of our own that scrapes a cluster every second, with the chart's rules. */
final class Prometheus implements AutoCloseable {
    private static final Path RULES = ClusterRun.HOME.resolve("deploy/helm/apoptosis/rules");

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Instant began = Instant.now();
    private final Process process;
    private final String url;

    private Prometheus(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Whether there is one on the PATH. */
    static boolean installed() {
        return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
    }

    /**
     * @param folder for its data
     * @param services addresses by the names that {@code StandaloneCluster.urls} gives them
     */
    static Prometheus scraping(Map<String, String> services, Path folder) throws IOException {
        List<String> gateways = new ArrayList<>();
        List<String> workers = new ArrayList<>();
        services.forEach((name, address) -> (name.equals("gateway") ? gateways : workers)
                .add(URI.create(address).getAuthority()));
        Files.createDirectories(folder);
        Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
                rule_files: ["%s/*.yaml"]
                scrape_configs:
                  - { job_name: apoptosis-gateway, metrics_path: /q/metrics, static_configs: [{ targets: %s }] }
                  - { job_name: apoptosis-worker, metrics_path: /q/metrics, static_configs: [{ targets: %s }] }
                """.formatted(RULES, gateways, workers));
        String address = "127.0.0.1:" + freePort();
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=" + address)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(process, "http://" + address);
    }

    /** How many values an expression has had so far, every second; those that are no number do not count. */
    long values(String expression) throws IOException, InterruptedException {
        String form = "query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8) + "&step=1&start="
                + began.getEpochSecond() + "&end=" + Instant.now().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v1/query_range"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(expression + ": " + response.body());
        }
        long values = 0;
        for (JsonNode series : mapper.readTree(response.body()).at("/data/result")) {
            for (JsonNode sample : series.get("values")) {
                values += Double.isFinite(
                                Double.parseDouble(sample.get(1).asText().replace("Inf", "Infinity")))
                        ? 1
                        : 0;
            }
        }
        return values;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
