package io.apoptosis.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.run.RunView.Progress;
import io.apoptosis.pipeline.run.RunView.Step;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineDisplayTest {
    private static final RunSpec SPEC = RunSpecs.parse("""
            model: { architecture: resnet20, classes: 10, weights: "object:w" }
            data: { train: { tensors: "object:a" }, test: { tensors: "object:b" } }
            """, "tiny.yaml");
    private static final Measurement DENSE = new Measurement(0.915, 0.31, 1000, 100);
    private static final Step DONE = new Step(1, 0.8, 0.88, 0.9, 0.35, 790L, 80L, Map.of(), 12);
    private static final Step BEGUN = new Step(2, 0.6, null, null, null, null, null, Map.of(), 0);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Settable clock = new Settable();
    private final LineDisplay display = new LineDisplay(new PrintStream(bytes, true, StandardCharsets.UTF_8), clock);

    @Test
    void shouldTellDenseNetworkAndFinishedStepsOnce() {
        display.show(view("SCORING", List.of(DONE, BEGUN), null));
        display.show(view("SCORING", List.of(DONE, BEGUN), null));

        assertThat(lines())
                .containsExactly(
                        "dense network: 91.5 %, loss 0.310, 1000 MACs, 100 parameters",
                        "step 1/2: 790 (0.790) MACs (target 0.800), 88.0 % after pruning, 90.0 % at the end, 12.0 s",
                        "step 2/2 score");
    }

    @Test
    void shouldGiveRateAndTimeLeftOfAStage() {
        display.show(view("SCORING", List.of(BEGUN), new Progress("SCORING", 2, 0, 4, "shards", 0)));
        clock.now = clock.now.plusSeconds(6);
        display.show(view("SCORING", List.of(BEGUN), new Progress("SCORING", 2, 1, 4, "shards", 0.25)));

        assertThat(lines()).endsWith("step 2/2 score: 1 of 4 shards (25 %, 0.17 shards/s, 18.0 s left)");
    }

    @Test
    void shouldNotRepeatItselfWhileATaskIsUnderWay() {
        display.show(view("FINETUNING", List.of(BEGUN), new Progress("FINETUNING", 2, 0, 3, "epochs", 0.01)));
        for (int second = 0; second < 10; second++) {
            clock.now = clock.now.plusSeconds(1);
            display.show(view("FINETUNING", List.of(BEGUN), new Progress("FINETUNING", 2, 0, 3, "epochs", 0.02)));
        }
        assertThat(lines()).hasSize(2);

        clock.now = clock.now.plus(Duration.ofSeconds(30));
        display.show(view("FINETUNING", List.of(BEGUN), new Progress("FINETUNING", 2, 0, 3, "epochs", 0.2)));
        assertThat(lines()).hasSize(3);
    }

    private static RunView view(String state, List<Step> steps, @Nullable Progress progress) {
        return new RunView(
                "id",
                "tiny",
                state,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                SPEC,
                2,
                DENSE,
                steps,
                null,
                progress,
                null,
                Map.of());
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static final class Settable extends Clock {
        private Instant now = Instant.parse("2026-11-21T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
