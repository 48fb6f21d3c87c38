package io.apoptosis.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import io.apoptosis.pipeline.spec.RunSpec.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void exponentialStepsKeepTheSameFractionEachTime() {
        List<StepPlan> plans = Schedule.of(Example.spec(List.of(0.25), 2, 1));

        assertThat(plans).containsExactly(new StepPlan(1, 0.5, false), new StepPlan(2, 0.25, true));
    }

    @Test
    void linearStepsTakeTheSameAmountEachTime() {
        List<StepPlan> plans = Schedule.of(scheduled("linear"));

        assertThat(plans).extracting(StepPlan::targetRatio).satisfies(ratios -> {
            assertThat(ratios.get(0)).isCloseTo(0.9, within(1e-12));
            assertThat(ratios.get(3)).isEqualTo(0.6);
        });
    }

    /** What is left keeps the same fraction each time: 0.5, 0.25 after two steps, then towards the next sparsity. */
    @Test
    void aSparsityRises() {
        PruneSpec prune = new PruneSpec(
                new Target("sparsity", List.of(0.75, 0.9375)), 2, "exponential", 0.95, 1, List.of(), null);
        assertThat(Schedule.of(pruning(prune)))
                .containsExactly(
                        new StepPlan(1, 0.5, false),
                        new StepPlan(2, 0.75, true),
                        new StepPlan(3, 0.875, false),
                        new StepPlan(4, 0.9375, true));
    }

    @Test
    void eachListedTargetIsReachedExactlyAndThenFineTuned() {
        List<StepPlan> plans = Schedule.of(Example.spec(List.of(0.6, 0.4), 3, 1));

        assertThat(plans).extracting(StepPlan::step).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(plans)
                .filteredOn(StepPlan::finetune)
                .extracting(StepPlan::targetRatio)
                .containsExactly(0.6, 0.4);
        assertThat(plans).isSortedAccordingTo((a, b) -> Double.compare(b.targetRatio(), a.targetRatio()));
    }

    @Test
    void withoutEpochsNothingIsFineTuned() {
        assertThat(Schedule.of(Example.spec(List.of(0.6), 1, 0))).noneMatch(StepPlan::finetune);
    }

    @Test
    void withoutAPrunePartThereAreNoSteps() {
        assertThat(Schedule.of(Example.measuringOnly())).isEmpty();
    }

    @Test
    void anUnknownScheduleIsRefusedByName() {
        assertThatThrownBy(() -> Schedule.of(scheduled("cosine"))).hasMessageContaining("cosine");
    }

    private static RunSpec scheduled(String schedule) {
        PruneSpec prune = new PruneSpec(new Target("macs", List.of(0.6)), 4, schedule, 0.95, 1, List.of(), null);
        return pruning(prune);
    }

    private static RunSpec pruning(PruneSpec prune) {
        RunSpec base = Example.spec();
        return new RunSpec(base.name(), base.model(), base.data(), base.importance(), prune, base.finetune(), 7, 1);
    }
}
