package io.apoptosis.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.run.RunView.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineDisplayTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Settable clock = new Settable();
    private final LineDisplay display = new LineDisplay(new PrintStream(bytes, true, StandardCharsets.UTF_8), clock);

    @Test
    void shouldTellDenseNetworkAndFinishedStepsOnce() {
        display.show(Views.of("SCORING", List.of(Views.DONE, Views.BEGUN), null));
        display.show(Views.of("SCORING", List.of(Views.DONE, Views.BEGUN), null));

        assertThat(lines())
                .containsExactly(
                        "dense network: 91.5 %, loss 0.310, 1000 MACs, 100 parameters",
                        "step 1/2: 790 (0.790) MACs (target 0.800), 88.0 % after pruning, 90.0 % at the end, 12.0 s",
                        "step 2/2 score");
    }

    @Test
    void shouldGiveRateAndTimeLeftOfAStage() {
        display.show(Views.of("SCORING", List.of(Views.BEGUN), new Progress("SCORING", 2, 0, 4, "shards", 0)));
        clock.now = clock.now.plusSeconds(6);
        display.show(Views.of("SCORING", List.of(Views.BEGUN), new Progress("SCORING", 2, 1, 4, "shards", 0.25)));

        assertThat(lines()).endsWith("step 2/2 score: 1 of 4 shards (25 %, 0.17 shards/s, 18.0 s left)");
    }

    @Test
    void shouldNotRepeatItselfWhileATaskIsUnderWay() {
        display.show(Views.of("FINETUNING", List.of(Views.BEGUN), new Progress("FINETUNING", 2, 0, 3, "epochs", 0.01)));
        for (int second = 0; second < 10; second++) {
            clock.now = clock.now.plusSeconds(1);
            display.show(
                    Views.of("FINETUNING", List.of(Views.BEGUN), new Progress("FINETUNING", 2, 0, 3, "epochs", 0.02)));
        }
        assertThat(lines()).hasSize(2);

        clock.now = clock.now.plus(Duration.ofSeconds(30));
        display.show(Views.of("FINETUNING", List.of(Views.BEGUN), new Progress("FINETUNING", 2, 0, 3, "epochs", 0.2)));
        assertThat(lines()).hasSize(3);
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
