package io.apoptosis.core.train;

import java.util.List;

/** How the learning rate falls from epoch to epoch; within one it stays. */
public sealed interface RateSchedule {
    /** What the first rate is multiplied by for the epoch that follows {@code finished} epochs. */
    double factorAfter(int finished);

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
        public double factorAfter(int finished) {
            double factor = 1;
            for (int milestone : milestones) {
                if (milestone <= finished) {
                    factor *= 0.1;
                }
            }
            return factor;
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
        public double factorAfter(int finished) {
            return (1 + Math.cos(Math.PI * Math.min(finished, epochs) / epochs)) / 2;
        }
    }

    static RateSchedule steps(Integer... milestones) {
        return new Steps(List.of(milestones));
    }
}
