package io.apoptosis.pipeline.topic;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A message that was set aside, as people see it.
 *
 * @param partition and {@code offset}: where it lies in {@link Topics#DEAD_LETTERS}
 * @param topic where it came from; empty where that is not known
 * @param run its key, which is the run's id
 * @param type what it says it is; empty where it does not
 * @param reason why nobody could process it
 * @param time when it was set aside
 * @param body as text, where it was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetter(
        int partition,
        long offset,
        String topic,
        @Nullable String run,
        String type,
        String reason,
        String cause,
        String time,
        int bytes,
        @Nullable String body) {}
