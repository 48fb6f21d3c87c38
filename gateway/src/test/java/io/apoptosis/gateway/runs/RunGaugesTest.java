package io.apoptosis.gateway.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.RunSpecs;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunGaugesTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final RunGauges gauges = new RunGauges(registry);

    @Test
    void ratiosAreOfTheDenseNetwork() {
        gauges.update(view("PRUNING"));

        assertThat(value("apoptosis.run.step")).isEqualTo(1);
        assertThat(value("apoptosis.run.macs.ratio")).isEqualTo(0.6);
        assertThat(value("apoptosis.run.parameters.ratio")).isEqualTo(0.5);
        assertThat(value("apoptosis.run.accuracy")).isEqualTo(0.8);
        assertThat(value("apoptosis.run.dense.accuracy")).isEqualTo(0.9);
        assertThat(value("apoptosis.run.steps.planned")).isEqualTo(1);
        assertThat(value("apoptosis.run.progress")).isZero();
    }

    @Test
    void aRunThatEndsTakesItsGaugesAlong() {
        gauges.update(view("PRUNING"));
        gauges.update(view("CANCELLED"));

        assertThat(registry.getMeters()).isEmpty();
    }

    private double value(String name) {
        return registry.get(name).tag("run", "r1").gauge().value();
    }

    private static RunView view(String state) {
        RunView.Step step = new RunView.Step(1, 0.6, 0.7, null, 0.6, 0.8, 0.4, 600L, 50L, Map.of(), List.of(), 3);
        return new RunView(
                "r1",
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
                new Measurement(0.9, 0.3, 1000, 100),
                List.of(step),
                List.of(),
                null,
                null,
                null,
                Map.of(),
                Handling.DEFAULT);
    }
}
