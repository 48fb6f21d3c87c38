package io.apoptosis.pipeline.trace;

import org.jspecify.annotations.Nullable;

/** A span that goes on until it is closed; closing it again does nothing. */
public interface OpenSpan extends AutoCloseable {
    OpenSpan NONE = new PassedOn(null);

    /** The parent of what comes of it, as W3C Trace Context writes it; null where there is no trace. */
    @Nullable
    String traceparent();

    void set(String key, String value);

    /** It has not done what it was to do. */
    void fail(String why);

    @Override
    void close();
}
