package io.apoptosis.pipeline.trace;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span as others know it: {@code 00-TRACE-SPAN-FLAGS} of W3C Trace Context. */
final class Traceparent {
    private static final String KEY = "traceparent";
    private static final W3CTraceContextPropagator FORMAT = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<String> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(KEY);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals(KEY) ? carrier : null;
        }
    };

    private Traceparent() {}

    /** The root context where it makes no sense. */
    static Context read(String traceparent) {
        return FORMAT.extract(Context.root(), traceparent, GETTER);
    }

    static String write(Span span) {
        Map<String, String> carrier = new HashMap<>();
        FORMAT.inject(
                Context.root().with(span),
                carrier,
                (map, key, value) -> requireNonNull(map).put(key, value));
        return requireNonNull(carrier.get(KEY), "a span without a context");
    }
}
