package io.apoptosis.pipeline.trace;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random ids, but for a span whose id others were told before it began. */
final class GivenIds implements IdGenerator {
    private static final IdGenerator RANDOM = IdGenerator.random();

    private final ThreadLocal<@Nullable String> given = new ThreadLocal<>();

    /** @param start begins one span on this thread */
    <T> T giving(String spanId, Supplier<T> start) {
        given.set(spanId);
        try {
            return start.get();
        } finally {
            given.remove();
        }
    }

    @Override
    public String generateSpanId() {
        String id = given.get();
        return id == null ? RANDOM.generateSpanId() : id;
    }

    @Override
    public String generateTraceId() {
        return RANDOM.generateTraceId();
    }
}
