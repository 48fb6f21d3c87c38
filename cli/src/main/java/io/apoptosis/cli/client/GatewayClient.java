package io.apoptosis.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.apoptosis.cli.Failure;
import io.apoptosis.pipeline.run.ClusterView;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import io.apoptosis.pipeline.topic.DeadLetter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The gateway's REST interface. Errors of the gateway are {@link Refused}; no answer is a {@link Failure}. */
public final class GatewayClient {
    /** The longest list that the gateway gives. */
    private static final int PAGE = 1000;

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String base;
    private final @Nullable String token;
    private final Patience patience;

    public GatewayClient(URI server) {
        this(server, null);
    }

    /** @param token bearer token that says who asks; null where nobody has to */
    public GatewayClient(URI server, @Nullable String token) {
        this(server, token, Patience.USUAL);
    }

    GatewayClient(URI server, @Nullable String token, Patience patience) {
        this.token = token;
        this.patience = patience;
        String text = server.toString();
        base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    public String server() {
        return base;
    }

    /** Submits a run; the same key again gives the same run, so a request whose answer was lost may be repeated. */
    public RunView submit(RunSpec spec, String idempotencyKey) {
        return submit(spec, idempotencyKey, Map.of());
    }

    /** @param handling priority, deadline, keep, owner; what is missing is as the gateway has it */
    public RunView submit(RunSpec spec, String idempotencyKey, Map<String, String> handling) {
        return view(json(request("/api/v1/runs" + query(handling))
                .header("Content-Type", "application/json")
                .header(IDEMPOTENCY_KEY, idempotencyKey)
                .POST(BodyPublishers.ofByteArray(RunSpecs.write(spec)))));
    }

    /** A new run from this one's specification. @param changes a JSON Merge Patch (RFC 7396) of the specification */
    public RunView clone(String id, String changes, String idempotencyKey, Map<String, String> handling) {
        return view(json(request("/api/v1/runs/" + encode(id) + "/clone" + query(handling))
                .header("Content-Type", "application/json")
                .header(IDEMPOTENCY_KEY, idempotencyKey)
                .POST(BodyPublishers.ofString(changes))));
    }

    /** All runs, newest first. */
    public List<RunView> runs() {
        List<RunView> all = new ArrayList<>();
        List<RunView> page;
        do {
            page = page(all.isEmpty() ? null : all.get(all.size() - 1).id());
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    private List<RunView> page(@Nullable String before) {
        String path = "/api/v1/runs?limit=" + PAGE + (before == null ? "" : "&before=" + encode(before));
        try {
            return JSON.readValue(json(request(path)), new TypeReference<List<RunView>>() {});
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /** Workers and queues. */
    public ClusterView cluster() {
        try {
            return JSON.readValue(json(request("/api/v1/cluster")), ClusterView.class);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    public RunView run(String id) {
        return view(json(request("/api/v1/runs/" + encode(id))));
    }

    /** Output channels of the dense network's layers, in its order. */
    public Map<String, Integer> layers(String id) {
        try {
            Map<String, Integer> channels = new LinkedHashMap<>();
            JSON.readTree(json(request("/api/v1/runs/" + encode(id) + "/layers")))
                    .forEach(layer -> channels.put(
                            layer.path("name").asText(), layer.path("channels").asInt()));
            return channels;
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /** Asks for the run's end; returns once the gateway has accepted it. */
    public void cancel(String id) {
        json(request("/api/v1/runs/" + encode(id)).DELETE());
    }

    /** Starts nothing new of the run until it is resumed. */
    public void pause(String id) {
        steer(id, "/pause");
    }

    /** Lets a paused or failed run go on from what it has. */
    public void resume(String id) {
        steer(id, "/resume");
    }

    /** @param step to do again with all that follows; null for the last that has begun */
    public void retry(String id, @Nullable Integer step) {
        steer(id, step == null ? "/retry" : "/retry?step=" + step);
    }

    private void steer(String id, String how) {
        json(request("/api/v1/runs/" + encode(id) + how).POST(BodyPublishers.noBody()));
    }

    /** Messages that were set aside, newest first. */
    public List<DeadLetter> deadLetters(int limit) {
        try {
            return JSON.readValue(
                    json(request("/api/v1/dead-letters?limit=" + limit)), new TypeReference<List<DeadLetter>>() {});
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    public DeadLetter deadLetter(int partition, long offset) {
        try {
            return JSON.readValue(json(request(deadLetterPath(partition, offset))), DeadLetter.class);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /** Sends it to where it came from; returns once the gateway has done so. */
    public void replay(int partition, long offset) {
        json(request(deadLetterPath(partition, offset) + "/replay").POST(BodyPublishers.noBody()));
    }

    private static String deadLetterPath(int partition, long offset) {
        return "/api/v1/dead-letters/%d/%d".formatted(partition, offset);
    }

    /** Reads the run's events until the stream ends; the future completes then, exceptionally where the connection broke. */
    CompletableFuture<Void> events(String id, Consumer<RunView> sink) {
        EventParser parser = new EventParser(event -> {
            if (event.name().equals("run")) {
                sink.accept(view(event.data()));
            }
        });
        HttpRequest request = anyRequest("/api/v1/runs/" + encode(id) + "/events")
                .header("Accept", "text/event-stream")
                .build();
        return http.sendAsync(request, BodyHandlers.fromLineSubscriber(new LineSubscriber(parser::line)))
                .thenAccept(response -> {
                    if (response.statusCode() != 200) {
                        throw new Refused(response.statusCode(), "no events of run " + id, List.of());
                    }
                });
    }

    boolean has(String sha256, String fileName) {
        HttpResponse<Void> response = send(
                request(upload(sha256, fileName))
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
        return response.statusCode() / 100 == 2;
    }

    void put(String sha256, String fileName, Path file) {
        try {
            json(request(upload(sha256, fileName))
                    .timeout(Duration.ofMinutes(30))
                    .header("Content-Type", "application/octet-stream")
                    .PUT(BodyPublishers.ofFile(file)));
        } catch (FileNotFoundException e) {
            throw new Failure(file + " is gone", e);
        }
    }

    /** Fetches a result file; {@code to} appears only once it is whole. A gateway that is just being restarted is waited for. */
    public void download(String id, String name, Path to) {
        if (!Files.isWritable(to.toAbsolutePath().getParent())) {
            throw new Failure("cannot write " + to);
        }
        Path part = patience.ask(() -> fetched(id, name, to.resolveSibling(to.getFileName() + ".part")));
        try {
            Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Failure("cannot write " + to + ": " + e.getMessage(), e);
        }
    }

    private Path fetched(String id, String name, Path part) {
        String path = "/api/v1/runs/" + encode(id) + "/files/" + encode(name);
        HttpResponse<Path> response = send(
                request(path).timeout(Duration.ofMinutes(30)).build(),
                info -> info.statusCode() == 200
                        ? BodyHandlers.ofFile(part).apply(info)
                        : HttpResponse.BodySubscribers.replacing(part));
        if (response.statusCode() != 200) {
            throw new Refused(response.statusCode(), name + " of run " + id + " can't be fetched", List.of());
        }
        return part;
    }

    HttpRequest.Builder request(String path) {
        return anyRequest(path).timeout(TIMEOUT);
    }

    private HttpRequest.Builder anyRequest(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path));
        return token == null ? builder : builder.header("Authorization", "Bearer " + token);
    }

    String json(HttpRequest.Builder builder) {
        HttpResponse<String> response = send(builder.build(), BodyHandlers.ofString());
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        try {
            throw Refused.of(response.statusCode(), JSON.readTree(response.body()));
        } catch (JsonProcessingException e) {
            throw new Refused(
                    response.statusCode(), "the gateway answered with status " + response.statusCode(), List.of());
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return sent(request, handler);
        } catch (IOException e) {
            String why = e.getMessage() == null ? "connection refused" : e.getMessage();
            throw new Failure(
                    "no answer from the gateway at " + base + " (" + why
                            + "); is it running? `./apoptosis standalone` starts one",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted();
        }
    }

    /**
     * A connection that was kept open may be closed by the gateway just as it is used again. HttpClient then repeats a GET by itself, but
     * no POST; one that has an idempotency key may be repeated as well.
     */
    private <T> HttpResponse<T> sent(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        try {
            return http.send(request, handler);
        } catch (ConnectException | HttpTimeoutException e) {
            throw e;
        } catch (IOException e) {
            if (request.headers().firstValue(IDEMPOTENCY_KEY).isEmpty()) {
                throw e;
            }
            return http.send(request, handler);
        }
    }

    private static RunView view(String body) {
        return read(body, new TypeReference<>() {});
    }

    static <T> T read(String body, TypeReference<T> type) {
        try {
            return JSON.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    private static Failure unreadable(JsonProcessingException e) {
        return new Failure(
                "the gateway's answer is not understood; are both of one version? " + e.getOriginalMessage(), e);
    }

    static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : new TreeMap<>(parameters)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                                .collect(Collectors.joining("&", "?", ""));
    }

    private static String upload(String sha256, String fileName) {
        return "/api/v1/uploads/" + sha256 + "/" + encode(fileName);
    }

    static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
