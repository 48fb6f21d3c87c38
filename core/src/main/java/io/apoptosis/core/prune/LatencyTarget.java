package io.apoptosis.core.prune;

import java.util.function.DoubleUnaryOperator;

/**
 * Aims at a measured latency. A model says what to try, a measurement of the candidate how far the model was off, and the next try lies
 * between the nearest that was fast enough and the nearest that was not.
 *
 * @param ratio of the dense network's latency, not to be exceeded
 */
public record LatencyTarget(double ratio) {
    private static final int TRIES = 6;
    /** Below the target by up to this much is close enough: two measurements differ by as much. */
    private static final double SLACK = 0.03;
    /** A try is at least this share of the interval away from both its ends: where time falls in steps a straight line misleads. */
    private static final double INSIDE = 0.15;

    /** What the model was asked for, and what came out. */
    private record Try(double aim, double measured) {}

    /**
     * @param measured of the network that is cut to a ratio of the model's latency: its latency as a ratio of the dense one's
     * @return the ratio to ask the model for, of those tried the highest whose network does not exceed the target
     * @throws UnreachableTarget where the model has nothing left to give, or no try is fast enough
     */
    public double aim(DoubleUnaryOperator measured) {
        Try fast = new Try(0, 0);
        Try slow = new Try(1, 1);
        double aim = ratio;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Try last = new Try(aim, measured.applyAsDouble(aim));
            if (last.measured() > ratio) {
                slow = last;
            } else {
                fast = last;
            }
            if (last.measured() <= ratio && last.measured() >= ratio - SLACK) {
                break;
            }
            aim = between(fast, slow);
        }
        if (fast.aim() == 0) {
            throw new UnreachableTarget(ratio, slow.measured());
        }
        return fast.aim();
    }

    private double between(Try fast, Try slow) {
        double share = (ratio - SLACK / 2 - fast.measured()) / (slow.measured() - fast.measured());
        double inside = Math.max(INSIDE, Math.min(1 - INSIDE, share));
        return fast.aim() + inside * (slow.aim() - fast.aim());
    }
}
