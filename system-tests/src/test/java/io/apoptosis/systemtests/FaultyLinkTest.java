package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyLinkTest {
    private static final int RESET = -1;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private HttpServer server;
    private FaultyLink link;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        link = new FaultyLink();
        address = link.to(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        server.stop(0);
    }

    @Test
    void bytesPassUnchanged() throws Exception {
        byte[] large = new byte[1 << 20];
        new Random(1).nextBytes(large);

        assertThat(send(large).body()).isEqualTo(large);
    }

    @Test
    void inTroubleSomeRequestsAreRefusedSomeResetAndTheOthersPass() throws Exception {
        link.trouble(new Trouble(Duration.ZERO, 0.5, new Random(1)));

        List<Integer> statuses = IntStream.range(0, 60).mapToObj(i -> status()).toList();

        assertThat(statuses).contains(200, 503, RESET).containsOnly(200, 503, RESET);
        link.trouble(Trouble.NONE);
        assertThat(IntStream.range(0, 20).mapToObj(i -> status())).containsOnly(200);
    }

    @Test
    void everyRequestIsLateAlsoOnAConnectionThatIsOpenAlready() throws Exception {
        Duration delay = Duration.ofMillis(100);
        send(new byte[1]);
        link.trouble(new Trouble(delay, 0, new Random(1)));
        long begin = System.nanoTime();

        send(new byte[1]);
        send(new byte[1]);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(delay.multipliedBy(2));
    }

    private int status() {
        try {
            return send(new byte[100]).statusCode();
        } catch (IOException e) {
            return RESET;
        }
    }

    private HttpResponse<byte[]> send(byte[] body) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .POST(BodyPublishers.ofByteArray(body))
                    .build();
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
