package io.apoptosis.pipeline.trace;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where spans go: to a collector, or nowhere. */
public interface Tracing extends AutoCloseable {
    /** Traces are not wanted: costs nothing, and loads nothing of OpenTelemetry. */
    Tracing OFF = new NoTracing();

    /**
     * As the environment says, in OpenTelemetry's own words ({@code OTEL_…}).
     *
     * @param service who speaks, unless {@code OTEL_SERVICE_NAME} says otherwise
     * @param instance which one of several
     */
    static Tracing of(String service, String instance, Map<String, String> environment) {
        return TraceSettings.wanted(environment) ? OtlpTracing.start(service, instance) : OFF;
    }

    /**
     * A span that begins now.
     *
     * @param parent as a {@code traceparent} of W3C Trace Context; without one, or with one that makes no sense, a trace begins
     */
    OpenSpan begin(Work work, @Nullable String parent);

    /** As {@link #begin}, but without a parent there is nothing to tell: a run that was submitted untraced stays so. */
    default OpenSpan goOn(Work work, @Nullable String parent) {
        return parent == null ? OpenSpan.NONE : begin(work, parent);
    }

    /** A span that is over, under an id that others may know already. */
    void record(PastSpan span);

    /** A span around the body; what the body throws is the span's failure, too. */
    default <T> T within(Work work, @Nullable String parent, Function<OpenSpan, T> body) {
        try (OpenSpan span = begin(work, parent)) {
            try {
                return body.apply(span);
            } catch (RuntimeException e) {
                span.fail(String.valueOf(e.getMessage()));
                throw e;
            }
        }
    }

    /** Sends what has ended and was not sent yet, for a few seconds at most. */
    @Override
    void close();
}
