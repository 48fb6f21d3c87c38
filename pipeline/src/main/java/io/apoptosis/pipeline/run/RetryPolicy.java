package io.apoptosis.pipeline.run;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * When a task is tried again.
 *
 * @param maxTries tries before the run fails; counted anew when a person resumes it
 * @param backOff before the second try, at most; doubles with each further one
 * @param silence without heartbeat after which a task that had started counts as lost
 * @param unclaimed without any worker taking it after which a task is published once more, as the same try: waiting is no failure
 */
public record RetryPolicy(int maxTries, Duration backOff, Duration silence, Duration unclaimed) {
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(5, Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofMinutes(10));

    boolean exhausted(Handed handed) {
        return handed.tries() >= maxTries;
    }

    /** Up to a quarter earlier, by chance that is a function of the task's name: what failed together is not tried again together. */
    Instant nextTry(Handed handed, String taskName, Instant failedAt) {
        Duration full = backOff.multipliedBy(1L << Math.min(handed.tries() - 1, 20));
        double early = new SplittableRandom(taskName.hashCode() * 31L + handed.attempt()).nextDouble() / 4;
        return failedAt.plus(full.minusMillis((long) (full.toMillis() * early)));
    }

    boolean isSilent(Handed handed, Instant now) {
        Instant seen = handed.seenAt();
        return handed.retryAt() == null && seen != null && !now.isBefore(seen.plus(silence));
    }

    boolean isUnclaimed(Handed handed, Instant now) {
        return handed.retryAt() == null
                && handed.seenAt() == null
                && !now.isBefore(handed.issuedAt().plus(unclaimed));
    }
}
