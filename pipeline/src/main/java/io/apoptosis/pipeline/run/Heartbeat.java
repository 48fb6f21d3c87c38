package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Event.TaskProgressed;
import java.time.Duration;
import java.time.Instant;

/**
 * Signs of life of the attempt that is out; word of an older one, or of one that has failed since, says nothing about it. A run's state is written
 * with each that is taken, and names every task that is out: of many tasks each is heard less often.
 */
final class Heartbeat {
    /** Of all tasks together twenty a second; each of up to twenty is heard every second, which is how often it gives one. */
    private static final Duration SPACING = Duration.ofMillis(50);

    private static final int FEW = 20;

    /** The longest that a task may be left unheard: a quarter of the time after which it would be given up. */
    private final Duration longest;

    Heartbeat(RetryPolicy policy) {
        this.longest = policy.silence().dividedBy(4);
    }

    Stage seen(Stage stage, TaskProgressed beat, Instant at) {
        Handed handed = stage.watch().of(beat.taskId());
        return handed == null
                        || handed.attempt() != beat.attempt()
                        || handed.retryAt() != null
                        || isTooSoon(handed, at, stage.watch().underWay())
                ? stage
                : stage.with(stage.watch().with(beat.taskId(), handed.seen(beat, at)));
    }

    private boolean isTooSoon(Handed handed, Instant at, int tasks) {
        Instant seen = handed.seenAt();
        if (tasks <= FEW || seen == null) {
            return false;
        }
        Duration spacing = SPACING.multipliedBy(tasks);
        return at.isBefore(seen.plus(spacing.compareTo(longest) < 0 ? spacing : longest));
    }
}
