package io.apoptosis.pipeline.run;

import java.time.Duration;
import java.time.Instant;

/**
 * When a task is tried again.
 *
 * @param maxTries tries before the run fails; counted anew when a person resumes it
 * @param backOff before the second try; doubles with each further one
 * @param silence without heartbeat after which a task that had started counts as lost
 * @param unclaimed without any worker taking it after which a task is published once more, as the same try: waiting is no failure
 */
public record RetryPolicy(int maxTries, Duration backOff, Duration silence, Duration unclaimed) {
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(3, Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofMinutes(10));

    boolean exhausted(Handed handed) {
        return handed.tries() >= maxTries;
    }

    Instant nextTry(Handed handed, Instant failedAt) {
        return failedAt.plus(backOff.multipliedBy(1L << Math.min(handed.tries() - 1, 20)));
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
