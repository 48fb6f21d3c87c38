package io.apoptosis.pipeline.trace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span whose end is known when it is told.
 *
 * @param parent as a {@code traceparent}
 * @param id 16 hexadecimal digits
 * @param failure why it has not done what it was to do; null where it has
 */
public record PastSpan(
        Work work,
        String parent,
        String id,
        Instant begin,
        Instant end,
        @Nullable String failure) {}
