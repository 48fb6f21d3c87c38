package io.apoptosis.pipeline.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.run.RunView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrialTest {
    private static final RunView.Step HALFWAY = step(1, 0.75, 0.6, 0.85, 0.9);
    private static final RunView.Step REPAIRED = step(2, 0.5, 0.3, 0.8, 0.85);

    @Test
    void shouldTellWhatTheRunHasAtItsTarget() {
        Outcome outcome =
                trial(0.5, false).outcome(view("COMPLETED", HALFWAY, REPAIRED)).orElseThrow();

        assertThat(outcome.accuracy()).isEqualTo(0.85);
        assertThat(outcome.macs()).isEqualTo(500);
        assertThat(outcome.parameters()).isEqualTo(50);
        assertThat(outcome.kept()).containsOnly(Map.entry("conv1", 8));
        assertThat(outcome.runId()).isEqualTo("r");
    }

    @Test
    void shouldTellWhatThereWasBeforeTraining() {
        RunView.Step unrepaired = step(2, 0.5, 0.3, null, 0.85);

        assertThat(trial(0.5, true).outcome(view("COMPLETED", REPAIRED)))
                .map(Outcome::accuracy)
                .contains(0.8);
        assertThat(trial(0.5, true).outcome(view("COMPLETED", unrepaired)))
                .map(Outcome::accuracy)
                .contains(0.3);
    }

    @Test
    void shouldTellOfATargetOnTheWay() {
        assertThat(trial(0.75, false).outcome(view("COMPLETED", HALFWAY, REPAIRED)))
                .map(Outcome::accuracy)
                .contains(0.9);
    }

    @Test
    void shouldTellNothingOfARunThatHasNotCompleted() {
        assertThat(trial(0.5, false).outcome(view("FAILED", REPAIRED))).isEmpty();
        assertThat(trial(0.4, false).outcome(view("COMPLETED", REPAIRED))).isEmpty();
    }

    private static Trial trial(double target, boolean beforeFinetuning) {
        return new Trial(new Setting("oba", target, "none", "none"), 1, 0, beforeFinetuning);
    }

    private static RunView.Step step(int step, double target, double pruned, @Nullable Double repaired, double tuned) {
        return new RunView.Step(
                step, target, pruned, repaired, 1.0, tuned, 0.5, 500L, 50L, Map.of("conv1", 8), List.of(), 1);
    }

    private static RunView view(String state, RunView.Step... steps) {
        return new RunView(
                "r",
                "r",
                state,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                Grid.of(Comparisons.of("criteria: [oba]\ntargets: {macs: 0.5}"))
                        .runs()
                        .get(0),
                2,
                null,
                List.of(steps),
                List.of(),
                null,
                null,
                null,
                Map.of(),
                Handling.DEFAULT);
    }
}
