package io.apoptosis.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayClientTest {
    private final FakeGateway gateway = new FakeGateway();
    private final Patience patience = new Patience(Duration.ofSeconds(30), Duration.ofMillis(20));
    private final GatewayClient client = new GatewayClient(gateway.uri(), null, patience);

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldFetchAFileFromAGatewayThatIsJustBeingRestarted() {
        gateway.files.put("run.json", new byte[] {1, 2, 3});
        gateway.refusal = 503;
        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(() -> gateway.refusal = 0);

        client.download(FakeGateway.ID, "run.json", folder.resolve("run.json"));

        assertThat(folder.resolve("run.json")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(gateway.requests).hasSizeGreaterThan(1);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void shouldNotWaitForAFileThatIsNotThere() {
        assertThatThrownBy(() -> client.download(FakeGateway.ID, "none", folder.resolve("none")))
                .isInstanceOf(Refused.class);
        assertThat(gateway.requests).hasSize(1);
    }

    @Test
    void shouldNotWaitForAFolderThatIsNotThere() {
        gateway.files.put("run.json", new byte[] {1, 2, 3});
        assertThatThrownBy(() -> client.download(FakeGateway.ID, "run.json", folder.resolve("no/run.json")))
                .hasMessageContaining("no/run.json");
        assertThat(gateway.requests).isEmpty();
    }
}
