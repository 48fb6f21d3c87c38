package io.apoptosis.cli.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** A gateway over real HTTP, as far as the client sees it: uploads, one run with events, cancel. */
public final class FakeGateway implements AutoCloseable {
    public static final String ID = "run-1";

    public final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
    public final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    public final List<String> submitted = Collections.synchronizedList(new ArrayList<>());
    /** Idempotency keys of the submissions. */
    public final List<String> keys = Collections.synchronizedList(new ArrayList<>());

    public final Map<String, byte[]> files = new ConcurrentHashMap<>();
    /** Each connection to the events gets the next list and is closed after it; the last one is repeated. */
    public final List<List<String>> streams = Collections.synchronizedList(new ArrayList<>());

    public volatile String view = view(1, "EVALUATING");
    public volatile String schedule = schedule("\"state\":\"started\"");
    public volatile int refusal;
    public volatile String problem = "";
    public volatile Runnable onSubmit = () -> {};
    /** How many submissions to take without an answer: the connection is closed instead. */
    public volatile int unanswered;

    private final HttpServer server;
    private int connections;

    public FakeGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(body -> {
            Thread thread = new Thread(body, "fake-gateway");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/api/v1/uploads/", this::upload);
        server.createContext("/api/v1/runs", this::runs);
        server.createContext("/api/v1/schedules", this::schedules);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public static String view(long version, String state) {
        return """
                {"id":"run-1","name":"tiny","state":"%s","version":%d,"submittedAt":"2026-11-21T12:00:00Z","updatedAt":"2026-11-21T12:00:01Z",\
                "spec":{"name":"tiny","model":{"architecture":"resnet20","classes":10,"weights":"object:w"},\
                "data":{"train":{"tensors":"object:a"},"test":{"tensors":"object:b"}},\
                "importance":{"criterion":"oba","method":"dual","terms":"second","batchNorm":"running","batches":1,"batchSize":1,"shards":1,"reduction":"mean","normalization":"max"},\
                "seed":7,"threads":1},"totalSteps":1,"dense":{"accuracy":0.9,"loss":0.3,"macs":1000,"parameters":100},\
                "steps":[],%s"files":{%s},"unknownLater":true}""".formatted(
                        state,
                        version,
                        state.equals("COMPLETED")
                                ? "\"final\":{\"accuracy\":0.8,\"loss\":0.4,\"macs\":600,\"parameters\":60},"
                                : "",
                        state.equals("COMPLETED") ? "\"run.json\":{\"key\":\"k\",\"sha256\":\"s\"}" : "");
    }

    private void upload(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestURI().getPath().substring("/api/v1/uploads/".length());
        requests.add(exchange.getRequestMethod() + " " + key);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(uploads.containsKey(key) ? 200 : 404, -1);
            exchange.close();
            return;
        }
        uploads.put(key, exchange.getRequestBody().readAllBytes());
        answer(exchange, 201, "{\"location\":\"object:uploads/" + key + "\"}");
    }

    private void runs(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        if (refusal != 0) {
            answer(exchange, refusal, problem);
        } else if (exchange.getRequestMethod().equals("POST") && path.contains(ID)) {
            if (path.endsWith("/clone")) {
                submitted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            }
            answer(exchange, 202, view);
        } else if (exchange.getRequestMethod().equals("POST")) {
            submitted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
            if (unanswered > 0) {
                unanswered--;
                exchange.close();
                return;
            }
            answer(exchange, 202, view);
            Runnable once = onSubmit;
            onSubmit = () -> {};
            once.run();
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            view = view(99, "CANCELLED");
            answer(exchange, 202, "");
        } else if (path.endsWith("/events")) {
            stream(exchange);
        } else if (path.endsWith("/layers")) {
            answer(exchange, 200, "[{\"name\":\"conv1\",\"channels\":16,\"group\":\"conv1\"}]");
        } else if (path.contains("/files/")) {
            byte[] file = files.get(path.substring(path.lastIndexOf('/') + 1));
            answer(exchange, file == null ? 404 : 200, file == null ? new byte[0] : file);
        } else {
            answer(exchange, 200, path.endsWith("/runs") ? "[" + view + "]" : view);
        }
    }

    private void schedules(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (body.length > 0) {
            submitted.add(new String(body, StandardCharsets.UTF_8));
        }
        if (refusal != 0) {
            answer(exchange, refusal, problem);
        } else if (path.endsWith("/firings")) {
            answer(exchange, 202, "{\"runs\":[\"s-1\"]}");
        } else if (path.endsWith("/schedules") && exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 200, "[" + schedule + "]");
        } else {
            answer(exchange, 200, schedule);
        }
    }

    /** Whose last firing has ended so. */
    public static String schedule(String outcome) {
        return """
                {"spec":{"name":"s","trigger":{"object":"checkpoints/*.th"},"run":{"name":"s",\
                "model":{"architecture":"resnet20","classes":10,"weights":"${object}"},\
                "data":{"train":{"tensors":"object:a"},"test":{"tensors":"object:b"}},\
                "importance":{"criterion":"oba","method":"dual","terms":"second","batchNorm":"running","batches":1,"batchSize":1,"shards":1,"reduction":"mean","normalization":"max"},\
                "seed":7,"threads":1}},"handling":{"owner":"ada","priority":"normal","keep":"all"},"paused":false,\
                "createdAt":"2026-11-21T12:00:00Z","updatedAt":"2026-11-21T12:00:00Z","last":{"at":"2026-11-21T12:00:01Z",\
                "cause":"object checkpoints/a.th","object":{"key":"checkpoints/a.th","etag":"e1"},\
                "runs":[{"runId":"s-1",%s}]},"unknownLater":true}""".formatted(outcome);
    }

    private void stream(HttpExchange exchange) throws IOException {
        List<String> events = streams.isEmpty() ? List.of() : streams.get(Math.min(connections++, streams.size() - 1));
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (String event : events) {
                out.write(("event: run\nid: 1\ndata: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        answer(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
