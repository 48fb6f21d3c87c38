package io.apoptosis.pipeline.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetReachableTest {
    @Test
    void refusesATargetBelowWhatMustStay() {
        assertThat(new TargetReachable()
                        .problems(Candidates.pruning("target: { macs: [0.5, 0.1] }, maxRatioPerGroup: 0.2")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("$.prune.target.macs");
                    assertThat(problem.message()).contains("0.1000", "maxRatioPerGroup");
                });
    }

    @Test
    void refusesASparsityThatSkippedLayersLeaveNoRoomFor() {
        assertThat(new TargetReachable()
                        .problems(Candidates.pruning("target: { sparsity: 0.9 }, skip: ['layer3.*', layer2.0.conv2]")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("$.prune.target.sparsity");
                    assertThat(problem.message()).contains("skip fewer");
                });
        assertThat(new TargetReachable().problems(Candidates.pruning("target: { sparsity: 0.9 }")))
                .isEmpty();
    }

    @Test
    void holdsForAModestTarget() {
        assertThat(new TargetReachable().problems(Candidates.pruning("target: { macs: 0.6 }")))
                .isEmpty();
    }
}
