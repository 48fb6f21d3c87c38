package io.apoptosis.pipeline.trace;

import java.util.Map;

/**
 * What a span is about.
 *
 * @param attributes texts and whole numbers ({@link String}, {@link Long}), by OpenTelemetry's names or ours, which begin with {@code apoptosis.}
 */
public record Work(String name, Role role, Map<String, Object> attributes) {
    public Work {
        attributes = Map.copyOf(attributes);
    }

    /** What OpenTelemetry calls a span's kind. */
    public enum Role {
        INTERNAL,
        SERVER,
        PRODUCER,
        CONSUMER
    }
}
