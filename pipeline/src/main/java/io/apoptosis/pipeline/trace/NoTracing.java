package io.apoptosis.pipeline.trace;

import org.jspecify.annotations.Nullable;

/** {@link Tracing#OFF}. A trace that others have begun is passed on to those who may want it. */
final class NoTracing implements Tracing {
    @Override
    public OpenSpan begin(Work work, @Nullable String parent) {
        return OpenSpan.NONE;
    }

    @Override
    public OpenSpan goOn(Work work, @Nullable String parent) {
        return parent == null ? OpenSpan.NONE : new PassedOn(parent);
    }

    @Override
    public void record(PastSpan span) {}

    @Override
    public void close() {}
}
