package io.apoptosis.core.train;

import io.apoptosis.core.data.Augmentation;
import java.util.Set;

/**
 * How to fine-tune.
 *
 * @param learningRate of the first epoch
 * @param weightDecay times every parameter, added to its gradient
 * @param schedule of the rate in the epochs after the first
 * @param augmentation as {@link Augmentation#KINDS}
 * @param seed of batch order and augmentation
 */
public record FineTuning(
        int batchSize,
        double learningRate,
        double momentum,
        double weightDecay,
        RateSchedule schedule,
        Set<String> augmentation,
        long seed) {
    public FineTuning {
        augmentation = Set.copyOf(augmentation);
        require(batchSize >= 1, "the batch size must be at least 1, not " + batchSize);
        require(
                learningRate > 0 && Double.isFinite(learningRate),
                "the learning rate must be positive, not " + learningRate);
        require(momentum >= 0 && momentum < 1, "the momentum must be in [0, 1), not " + momentum);
        require(
                weightDecay >= 0 && Double.isFinite(weightDecay),
                "the weight decay must be at least 0, not " + weightDecay);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The rate for the epoch that follows {@code finished} epochs. */
    double learningRateAfter(int finished) {
        return schedule.rateAfter(learningRate, finished);
    }
}
