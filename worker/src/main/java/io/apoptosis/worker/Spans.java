package io.apoptosis.worker;

import io.apoptosis.pipeline.message.Spent;
import io.apoptosis.pipeline.store.StoreTime;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** What the seconds of the task under way go to. A worker has one task at a time, so that all there is to measure is this task's. */
@ApplicationScoped
public class Spans {
    private final StoreTime store;
    private long tensorNanos;

    public Spans(StoreTime store) {
        this.store = store;
    }

    /** Counts passes over batches: what a worker is there for. */
    public <T> T tensors(Supplier<T> passes) {
        long begin = System.nanoTime();
        try {
            return passes.get();
        } finally {
            tensorNanos += System.nanoTime() - begin;
        }
    }

    /** Begins now. */
    public Span span() {
        return new Span(System.nanoTime(), tensorNanos, store.sum().toNanos());
    }

    /** From its beginning to whenever it is asked. */
    public final class Span {
        private static final double NANOS = 1e9;

        private final long begin;
        private final long tensors;
        private final long storing;

        private Span(long begin, long tensors, long storing) {
            this.begin = begin;
            this.tensors = tensors;
            this.storing = storing;
        }

        public double seconds() {
            return (System.nanoTime() - begin) / NANOS;
        }

        public Spent spent() {
            return new Spent((tensorNanos - tensors) / NANOS, (store.sum().toNanos() - storing) / NANOS);
        }
    }
}
