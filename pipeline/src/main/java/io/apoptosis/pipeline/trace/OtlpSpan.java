package io.apoptosis.pipeline.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** A span of the SDK, which may be used from any thread and ignores what comes after its end. */
record OtlpSpan(Span span) implements OpenSpan {
    @Override
    public String traceparent() {
        return Traceparent.write(span);
    }

    @Override
    public void set(String key, String value) {
        span.setAttribute(key, value);
    }

    @Override
    public void fail(String why) {
        span.setStatus(StatusCode.ERROR, why);
    }

    @Override
    public void close() {
        span.end();
    }
}
