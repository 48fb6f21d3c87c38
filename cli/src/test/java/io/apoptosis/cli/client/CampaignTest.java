package io.apoptosis.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CampaignTest {
    private final FakeGateway gateway = new FakeGateway();
    private final List<String> said = new ArrayList<>();
    private final GatewayClient client = new GatewayClient(gateway.uri());
    private final Campaign campaign = new Campaign(client, new Submission(client, Map.of(), said::add), 2);

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldFollowEveryRunToItsEnd() {
        gateway.streams.add(List.of(FakeGateway.view(2, "SCORING"), FakeGateway.view(3, "COMPLETED")));
        List<String> shown = new ArrayList<>();

        List<RunView> ends = campaign.toEnd(specs(3), (index, view) -> shown.add(index + " " + view.state()));

        assertThat(ends).hasSize(3).allMatch(end -> end.state().equals("COMPLETED"));
        assertThat(shown).contains("0 EVALUATING", "1 SCORING", "2 COMPLETED").doesNotHaveDuplicates();
    }

    @Test
    void shouldGiveTheSameRunTheSameKeyEachTime() {
        gateway.view = FakeGateway.view(3, "COMPLETED");
        campaign.toEnd(specs(2), (index, view) -> {});
        campaign.toEnd(specs(2), (index, view) -> {});

        assertThat(gateway.keys).hasSize(4);
        assertThat(gateway.keys.stream().distinct()).hasSize(2).allMatch(key -> key.endsWith("-1"));
        assertThat(gateway.requests).as("nothing to follow").noneMatch(request -> request.contains("/events"));
    }

    @Test
    void shouldTryAgainWhatWasCancelledBefore() {
        gateway.view = FakeGateway.view(3, "CANCELLED");
        gateway.onSubmit = () -> gateway.view = FakeGateway.view(3, "COMPLETED");

        assertThat(campaign.toEnd(specs(1), (index, view) -> {}))
                .allMatch(end -> end.state().equals("COMPLETED"));
        assertThat(gateway.keys).hasSize(2);
        assertThat(gateway.keys.get(0)).endsWith("-1");
        assertThat(gateway.keys.get(1)).isEqualTo(gateway.keys.get(0).replaceAll("1$", "2"));
    }

    @Test
    void shouldCancelWhatIsUnderWayAtAnInterruption() {
        gateway.streams.add(List.of(FakeGateway.view(1, "EVALUATING")));
        gateway.streams.add(List.of(FakeGateway.view(1, "EVALUATING")));
        gateway.streams.add(List.of(FakeGateway.view(99, "CANCELLED")));

        assertThatThrownBy(() -> campaign.toEnd(
                        specs(5), (index, view) -> Thread.currentThread().interrupt()))
                .isInstanceOf(Interrupted.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(gateway.requests).contains("DELETE /api/v1/runs/run-1");
        assertThat(gateway.submitted).as("the others are not begun").hasSizeLessThan(5);
        assertThat(said).contains("cancelled");
    }

    @Test
    void shouldEndWhereARunIsRefused() {
        gateway.refusal = 400;
        gateway.problem = "{\"detail\":\"refused\"}";

        assertThatThrownBy(() -> campaign.toEnd(specs(3), (index, view) -> {}))
                .isInstanceOf(Refused.class)
                .hasMessage("refused");
    }

    private static List<RunSpec> specs(int count) {
        return IntStream.range(0, count)
                .mapToObj(seed -> RunSpecs.parse("""
                        model: { architecture: resnet20, classes: 10, weights: "object:w" }
                        data: { train: { tensors: "object:a" }, test: { tensors: "object:b" } }
                        threads: 1
                        seed: %d
                        """.formatted(seed), "tiny.yaml"))
                .toList();
    }
}
