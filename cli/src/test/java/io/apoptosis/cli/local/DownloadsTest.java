package io.apoptosis.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.apoptosis.cli.Failure;
import io.apoptosis.cli.local.OfficialData.Remote;
import io.apoptosis.core.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsTest {
    private HttpServer server;
    private byte[] content = new byte[0];

    @TempDir
    private Path folder;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/d.tar.gz", exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldPutTheMembersTogetherAndLeaveNothingElse() throws Exception {
        content = tar(Map.of("a/1.bin", "one", "a/2.bin", "two", "../evil", "no"));

        Path fetched = fetch(Map.of("train.bin", List.of("a/1.bin", "a/2.bin")), md5(content));

        assertThat(fetched.resolve("train.bin")).hasContent("onetwo");
        assertThat(files()).containsExactly("d/train.bin");
    }

    @Test
    void shouldRefuseWhatHasAnotherChecksum() throws Exception {
        content = tar(Map.of("a/1.bin", "one"));

        assertThatThrownBy(() -> fetch(Map.of("train.bin", List.of("a/1.bin")), md5(new byte[] {1})))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("MD5");
        assertThat(files()).isEmpty();
    }

    @Test
    void shouldNameAMemberThatIsMissing() throws Exception {
        content = tar(Map.of("a/1.bin", "one"));

        assertThatThrownBy(() -> fetch(Map.of("test.bin", List.of("a/3.bin")), md5(content)))
                .hasMessageContaining("a/3.bin");
        assertThat(files()).containsExactly("d/d.tar.gz");
    }

    @Test
    void shouldSayWhatTheServerAnswered() {
        assertThatThrownBy(() -> new Downloads(folder)
                        .fetch("d", List.of(new Remote(uri("/gone.gz"), "0")), Map.of(), Progress.NONE))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("404");
    }

    private Path fetch(Map<String, List<String>> unpacked, String md5) {
        return new Downloads(folder).fetch("d", List.of(new Remote(uri("/d.tar.gz"), md5)), unpacked, Progress.NONE);
    }

    private String uri(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(".part"))
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }

    private static byte[] tar(Map<String, String> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Map.Entry<String, String> member : members.entrySet()) {
                byte[] value = member.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(member.getKey());
                entry.setSize(value.length);
                tar.putArchiveEntry(entry);
                tar.write(value);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String md5(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }
}
