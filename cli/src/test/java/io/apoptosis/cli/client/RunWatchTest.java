package io.apoptosis.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.cli.Failure;
import io.apoptosis.pipeline.run.RunView;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunWatchTest {
    private final FakeGateway gateway = new FakeGateway();
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldGiveEveryViewUpToTheFinalOne() {
        gateway.streams.add(List.of(
                FakeGateway.view(1, "EVALUATING"), FakeGateway.view(2, "SCORING"), FakeGateway.view(3, "COMPLETED")));

        assertThat(follow().result()).isNotNull();
        assertThat(seen).containsExactly("1 EVALUATING", "2 SCORING", "3 COMPLETED");
    }

    @Test
    void shouldConnectAgainWhereTheStreamBreaksAndTellNothingTwice() {
        gateway.view = FakeGateway.view(1, "SCORING");
        gateway.streams.add(List.of(FakeGateway.view(1, "SCORING")));
        gateway.streams.add(List.of(FakeGateway.view(1, "SCORING"), FakeGateway.view(4, "FAILED")));

        assertThat(follow().state()).isEqualTo("FAILED");
        assertThat(seen).containsExactly("1 SCORING", "4 FAILED");
    }

    @Test
    void shouldNoticeTheEndWhereTheStreamStaysSilent() {
        gateway.view = FakeGateway.view(7, "CANCELLED");

        assertThat(follow().state()).isEqualTo("CANCELLED");
    }

    @Test
    void shouldGiveUpWhereTheGatewayIsAwayForTooLong() {
        GatewayClient nobody = new GatewayClient(URI.create("http://127.0.0.1:1"));
        RunWatch watch =
                new RunWatch(nobody, Duration.ofMillis(20), new Patience(Duration.ofMillis(60), Duration.ofMillis(20)));

        assertThatThrownBy(() -> watch.follow(FakeGateway.ID, view -> {}))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("http://127.0.0.1:1")
                .hasMessageContaining("standalone");
    }

    @Test
    void shouldWaitForAGatewayThatHasJustStarted() {
        gateway.refusal = 503;
        gateway.view = FakeGateway.view(7, "CANCELLED");
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(() -> gateway.refusal = 0);

        assertThat(follow().state()).isEqualTo("CANCELLED");
    }

    @Test
    void shouldNotWaitForARunThatIsNotThere() {
        gateway.refusal = 404;

        assertThatThrownBy(this::follow).isInstanceOf(Refused.class);
    }

    @Test
    void shouldEndAtAnInterruption() {
        gateway.streams.add(List.of());
        Thread.currentThread().interrupt();

        assertThatThrownBy(this::follow).isInstanceOf(Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private RunView follow() {
        RunWatch watch = new RunWatch(
                new GatewayClient(gateway.uri()),
                Duration.ofMillis(100),
                new Patience(Duration.ofSeconds(5), Duration.ofMillis(100)));
        return watch.follow(FakeGateway.ID, view -> seen.add(view.version() + " " + view.state()));
    }
}
