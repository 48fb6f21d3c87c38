package io.apoptosis.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebFileTest {
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private HttpServer server;
    private String content = "abc";
    private int requests;

    @TempDir
    private Path cache;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/data/train.zip", exchange -> {
            requests++;
            byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldFetchOnceAndKeepTheName() throws IOException {
        Path first = WebFile.at(location(ABC)).in(cache);
        Path second = WebFile.at(location(ABC)).in(cache);

        assertThat(first).hasContent("abc").hasFileName("train.zip").isEqualTo(second);
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void shouldFetchAgainWhatWasChangedInTheCache() throws IOException {
        Files.writeString(WebFile.at(location(ABC)).in(cache), "abd");

        assertThat(WebFile.at(location(ABC)).in(cache)).hasContent("abc");
        assertThat(requests).isEqualTo(2);
    }

    @Test
    void shouldRefuseSomethingElseAndLeaveNothing() throws IOException {
        content = "abd";

        assertThatThrownBy(() -> WebFile.at(location(ABC)).in(cache))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another SHA-256");
        try (Stream<Path> files = Files.walk(cache)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void shouldSayWhenNothingIsThere() {
        String missing = location(ABC).replace("/data/", "/elsewhere/");

        assertThatThrownBy(() -> WebFile.at(missing).in(cache)).hasMessageContaining("answered 404");
    }

    @Test
    void shouldWantAHash() {
        assertThatThrownBy(() -> WebFile.at("https://example.org/train.zip")).hasMessageContaining("#sha256=");
        assertThatThrownBy(() -> WebFile.at("https://example.org/../#sha256=" + ABC))
                .hasMessageContaining("FILE");
    }

    private String location(String sha256) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/data/train.zip#sha256=" + sha256;
    }
}
