package io.apoptosis.gateway.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.RunSpecs;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunCountsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final RunCounts counts = new RunCounts(registry);

    @Test
    void aRunCountsWhereItIsNow() {
        counts.update(view("r1", "SCORING"));
        counts.update(view("r2", "SCORING"));
        counts.update(view("r1", "FAILED"));

        assertThat(count("scoring")).isEqualTo(1);
        assertThat(count("failed")).isEqualTo(1);
        assertThat(count("completed")).isZero();
    }

    @Test
    void everyStateThatARunCanBeInHasItsCount() {
        for (String state : List.of("evaluating", "pruning", "repairing", "finetuning", "paused", "cancelled")) {
            assertThat(count(state)).as(state).isZero();
        }
    }

    private double count(String state) {
        return registry.get("apoptosis.runs").tag("state", state).gauge().value();
    }

    private static RunView view(String id, String state) {
        return new RunView(
                id,
                "test",
                state,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                RunSpecs.parse("""
                        model: { architecture: resnet20, classes: 10, weights: w }
                        data: { train: { cifar10: a }, test: { cifar10: b } }
                        """, "test.yaml"),
                1,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                Map.of(),
                Handling.DEFAULT);
    }
}
