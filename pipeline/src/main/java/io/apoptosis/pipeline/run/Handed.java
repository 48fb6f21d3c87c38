package io.apoptosis.pipeline.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apoptosis.pipeline.message.Event.TaskProgressed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a task that was handed out and has no result yet.
 *
 * @param attempt number of the latest publication as a new try; only grows, so that word of an older try is told apart
 * @param tries attempts since the task was first handed out or a person last resumed the run
 * @param seenAt last sign of life of this attempt
 * @param retryAt when to try again; null while an attempt is out
 * @param done of {@code total}, as the worker last said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Handed(
        int attempt,
        int tries,
        Instant issuedAt,
        @Nullable Instant seenAt,
        @Nullable Instant retryAt,
        @Nullable String worker,
        int done,
        int total) {

    static Handed first(int attempt, Instant at) {
        return new Handed(attempt, 1, at, null, null, null, 0, 0);
    }

    Handed again(Instant at) {
        return new Handed(attempt + 1, tries + 1, at, null, null, null, 0, 0);
    }

    Handed republished(Instant at) {
        return new Handed(attempt, tries, at, null, null, null, 0, 0);
    }

    Handed retryingAt(Instant at) {
        return new Handed(attempt, tries, issuedAt, seenAt, at, worker, 0, 0);
    }

    /** As if never tried, but for the attempt number. */
    Handed forgiven(Instant at) {
        return new Handed(attempt, 0, issuedAt, seenAt, at, worker, 0, 0);
    }

    /** A heartbeat may overtake another: time and progress never go back. */
    Handed seen(TaskProgressed beat, Instant at) {
        boolean newer = beat.done() >= done;
        Instant latest = seenAt == null || at.isAfter(seenAt) ? at : seenAt;
        return new Handed(
                attempt,
                tries,
                issuedAt,
                latest,
                null,
                beat.worker(),
                newer ? beat.done() : done,
                newer ? beat.total() : total);
    }

    /** A worker has given a sign of life of this attempt. */
    boolean isUnderWay() {
        return seenAt != null && retryAt == null;
    }

    boolean isDue(Instant now) {
        return retryAt != null && !now.isBefore(retryAt);
    }

    double fraction() {
        return total <= 0 ? 0 : Math.min(1.0, (double) done / total);
    }
}
