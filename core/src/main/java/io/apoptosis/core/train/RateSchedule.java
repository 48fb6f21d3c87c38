package io.apoptosis.core.train;

import java.util.List;

/** How the learning rate falls from epoch to epoch; within one it stays. */
public sealed interface RateSchedule {
    /**
     * The rate for the epoch that follows {@code finished} epochs.
     *
     * @param first that of the first epoch
     */
    double rateAfter(double first, int finished);

    /**
     * Falls to a tenth once per milestone, as PyTorch's MultiStepLR does.
     *
     * @param milestones finished epochs
     */
    record Steps(List<Integer> milestones) implements RateSchedule {
        public Steps {
            milestones = List.copyOf(milestones);
        }

        @Override
        public double rateAfter(double first, int finished) {
            double rate = first;
            for (int milestone : milestones) {
                if (milestone <= finished) {
                    rate *= 0.1;
                }
            }
            return rate;
        }
    }

    /**
     * Falls by half a cosine to zero after the last epoch, as PyTorch's CosineAnnealingLR does (Loshchilov and Hutter, 2017, equation 5,
     * without restarts).
     */
    record Cosine(int epochs) implements RateSchedule {
        public Cosine {
            if (epochs < 1) {
                throw new IllegalArgumentException("a cosine needs at least 1 epoch, not " + epochs);
            }
        }

        @Override
        public double rateAfter(double first, int finished) {
            return first * (1 + Math.cos(Math.PI * Math.min(finished, epochs) / epochs)) / 2;
        }
    }

    static RateSchedule steps(Integer... milestones) {
        return new Steps(List.of(milestones));
    }
}
