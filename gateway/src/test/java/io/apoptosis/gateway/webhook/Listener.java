package io.apoptosis.gateway.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A real HTTP server that answers as it is told and keeps what came. */
final class Listener implements AutoCloseable {
    private final HttpServer server;
    private final Deque<Integer> answers;
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

    record Request(String id, Instant at, String signature, String body) {
        /** By the rules of Standard Webhooks. */
        boolean isSigned() {
            return Signature.with(Settings.SECRET)
                    .of(id, at, body.getBytes(StandardCharsets.UTF_8))
                    .equals(signature);
        }
    }

    /** @param answers status codes, one after the other; then 204 */
    Listener(Integer... answers) throws IOException {
        this.answers = new ArrayDeque<>(List.of(answers));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort());
    }

    BlockingQueue<Request> requests() {
        return requests;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                Instant.ofEpochSecond(
                        Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp"))),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                body));
        exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
        exchange.sendResponseHeaders(answers.isEmpty() ? 204 : answers.poll(), -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
