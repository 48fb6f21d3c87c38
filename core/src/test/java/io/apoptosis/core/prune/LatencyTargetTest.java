package io.apoptosis.core.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyTargetTest {
    private final List<Double> tried = new ArrayList<>();

    @Test
    void aModelThatIsRightIsBelievedAtOnce() {
        assertThat(new LatencyTarget(0.6).aim(aim -> took(aim, aim))).isEqualTo(0.6);
        assertThat(tried).hasSize(1);
    }

    @Test
    void whatTheModelWasOffIsCorrected() {
        double aim = new LatencyTarget(0.6).aim(ratio -> took(ratio, 1.25 * ratio));

        assertThat(1.25 * aim).isCloseTo(0.585, within(0.016));
        assertThat(tried).hasSize(2);
    }

    @Test
    void aNetworkThatIsFasterThanAskedForGetsSomethingBack() {
        double aim = new LatencyTarget(0.6).aim(ratio -> took(ratio, 0.8 * ratio));

        assertThat(aim).isGreaterThan(0.7);
    }

    @Test
    void timeThatFallsInAStepIsFoundBetweenFastAndSlow() {
        double aim = new LatencyTarget(0.6).aim(ratio -> took(ratio, ratio < 0.8 ? 0.4 : 0.9));

        assertThat(aim).isBetween(0.7, 0.8);
    }

    @Test
    void timeThatDoesNotFallIsNotReachedByWishing() {
        assertThatThrownBy(() -> new LatencyTarget(0.6).aim(ratio -> took(ratio, 0.9)))
                .isInstanceOf(UnreachableTarget.class)
                .hasMessageContaining("0.6000 of the latency was not reached")
                .hasMessageContaining("takes 0.9000 of the dense one's time");
        assertThat(tried).hasSize(6).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    private double took(double aim, double measured) {
        tried.add(aim);
        return measured;
    }
}
