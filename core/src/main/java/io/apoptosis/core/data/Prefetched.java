package io.apoptosis.core.data;

import io.apoptosis.core.Cancelled;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Batches in order, the next of which is read, decoded and augmented on a thread of its own while the engine works on the one before. */
public final class Prefetched implements AutoCloseable {
    private final IntFunction<Batch> source;
    private final int end;
    private final ExecutorService thread;
    private int next;
    private @Nullable Future<Batch> ahead;

    /**
     * @param from number of the first batch, inclusive
     * @param end number of the last batch, exclusive
     * @param source gives the batch of a number; called in order, by one thread
     */
    public Prefetched(int from, int end, IntFunction<Batch> source) {
        this.source = source;
        this.end = end;
        this.next = from;
        this.thread = Executors.newSingleThreadExecutor(Prefetched::daemon);
        this.ahead = prepare();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "prefetch");
        thread.setDaemon(true);
        return thread;
    }

    private @Nullable Future<Batch> prepare() {
        if (next == end) {
            return null;
        }
        int number = next++;
        return thread.submit(() -> source.apply(number));
    }

    /** The next batch; what its preparation threw comes out here. */
    public Batch next() {
        Future<Batch> ready = ahead;
        if (ready == null) {
            throw new IllegalStateException("there are only " + end + " batches");
        }
        try {
            Batch batch = ready.get();
            ahead = prepare();
            return batch;
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("interrupted while a batch was prepared");
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }

    /** What is being prepared is dropped when it is done: an interrupt would close an archive that others read. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
