package io.apoptosis.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apoptosis.pipeline.run.RunView;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
    private static final RunView DONE = Ended.run("run-1", "COMPLETED");

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void isRepeatedUnderTheSameIdUntilItIsTaken() throws IOException {
        try (Listener listener = new Listener(503, 429)) {
            deliver(listener.url(), DONE);

            List<Listener.Request> requests = List.copyOf(listener.requests());
            assertThat(requests).hasSize(3).allMatch(Listener.Request::isSigned);
            assertThat(requests).extracting(Listener.Request::id).containsOnly("run-1-7");
            assertThat(requests.get(0).body())
                    .contains("\"type\":\"run.completed\"", "\"id\":\"run-1\"", "\"accuracy\":0.8");
            assertThat(outcomes("taken")).isEqualTo(1);
        }
    }

    @Test
    void saysWhyARunHasFailed() throws IOException {
        try (Listener listener = new Listener()) {
            deliver(listener.url(), Ended.run("run-2", "FAILED"));

            assertThat(listener.requests().remove().body())
                    .contains("\"type\":\"run.failed\"", "\"cause\":\"too big\"");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 404, 410})
    void aReceiverThatRefusesOrPointsElsewhereIsNotAskedAgain(int status) throws IOException {
        try (Listener listener = new Listener(status)) {
            deliver(listener.url(), DONE);

            assertThat(listener.requests()).hasSize(1);
            assertThat(outcomes("refused")).isEqualTo(1);
        }
    }

    @Test
    void isGivenUpAfterItsTries() throws IOException {
        try (ServerSocket unused = new ServerSocket(0)) {
            int port = unused.getLocalPort();
            unused.close();
            deliver("http://127.0.0.1:%d/".formatted(port), DONE);
        }
        assertThat(outcomes("try_again")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://10.0.0.1/hook",
                "file:///etc/passwd",
                "https://user:password@example.org/",
                "hook"
            })
    void onlyHttpsOrThisMachineIsSentTo(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Receiver(Settings.to(url), InstantSource.system()))
                .withMessageContaining("https://HOST");
    }

    private void deliver(String url, RunView view) {
        WebhookConfig config = Settings.to(url);
        new Delivery(new Receiver(config, InstantSource.system()), config, registry)
                .deliver(view, Notice.of(view).orElseThrow());
    }

    private double outcomes(String outcome) {
        return registry.counter("apoptosis.webhook.notices", "outcome", outcome).count();
    }
}
