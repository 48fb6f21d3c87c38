package io.apoptosis.core.prune;

import java.util.function.DoubleUnaryOperator;

/**
 * Aims at a measured latency. A model says what to try, a measurement of the candidate how far the model was off, and the next try aims as
 * much lower or higher.
 *
 * @param ratio of the dense network's latency, not to be exceeded
 */
public record LatencyTarget(double ratio) {
    private static final int TRIES = 5;
    /** Below the target by up to this much is close enough: two measurements differ by as much. */
    private static final double SLACK = 0.03;

    private static final double NEARLY_ALL = 0.999;

    /**
     * @param measured of the network that is cut to a ratio of the model's latency: its latency as a ratio of the dense one's
     * @return the ratio to ask the model for, of those tried the one whose network is nearest to the target without exceeding it
     * @throws UnreachableTarget where the model has nothing left to give, or no try is fast enough
     */
    public double aim(DoubleUnaryOperator measured) {
        double best = 0;
        double nearest = 0;
        double last = 1;
        double aim = ratio;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            last = measured.applyAsDouble(aim);
            if (last <= ratio && last > nearest) {
                best = aim;
                nearest = last;
            }
            if (last <= ratio && last >= ratio - SLACK) {
                return aim;
            }
            aim = Math.min(NEARLY_ALL, aim * (ratio - SLACK / 2) / last);
        }
        if (best == 0) {
            throw new UnreachableTarget(ratio, last);
        }
        return best;
    }
}
