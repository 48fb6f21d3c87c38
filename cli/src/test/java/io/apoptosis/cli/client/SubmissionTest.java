package io.apoptosis.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.cli.Failure;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubmissionTest {
    private static final RunSpec SPEC = RunSpecs.parse("""
            model: { architecture: resnet20, classes: 10, weights: "object:w" }
            data: { train: { tensors: "object:a" }, test: { tensors: "object:b" } }
            """, "tiny.yaml");

    private final FakeGateway gateway = new FakeGateway();
    private final List<String> said = new ArrayList<>();
    private final Submission submission =
            new Submission(new GatewayClient(gateway.uri()), Map.of("priority", "low"), said::add);

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldSubmitWithKeyAndTreatment() {
        assertThat(submission.submit(SPEC, "k").id()).isEqualTo(FakeGateway.ID);
        assertThat(gateway.keys).containsExactly("k");
        assertThat(gateway.requests).containsExactly("POST /api/v1/runs?priority=low");
    }

    @Test
    void shouldSubmitAgainWithTheSameKeyWhereTheConnectionIsClosedUnderIt() {
        gateway.unanswered = 1;

        assertThat(submission.submit(SPEC, "k").id()).isEqualTo(FakeGateway.ID);
        assertThat(gateway.keys).containsExactly("k", "k");
    }

    @Test
    void shouldSayThatThereIsNoAnswerWhereTheConnectionIsClosedTwice() {
        gateway.unanswered = 2;

        assertThatThrownBy(() -> submission.submit(SPEC, "k"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no answer from the gateway");
    }

    @Test
    void shouldCancelAlthoughTheThreadIsInterrupted() {
        gateway.streams.add(List.of(FakeGateway.view(99, "CANCELLED")));
        Thread.currentThread().interrupt();

        submission.cancel(FakeGateway.ID);

        assertThat(gateway.requests).contains("DELETE /api/v1/runs/run-1");
        assertThat(said).containsExactly("cancelling the run run-1 ...", "cancelled");
    }

    @Test
    void shouldSayWhyARunCannotBeCancelled() {
        gateway.refusal = 409;
        gateway.problem = "{\"detail\":\"run run-1 is COMPLETED\"}";
        submission.cancel(FakeGateway.ID);

        assertThat(said).last().asString().contains("could not be cancelled: run run-1 is COMPLETED");
    }
}
