package io.apoptosis.cli.client;

import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import io.apoptosis.pipeline.store.Sha256;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Many runs, a few at a time. A run's key is made of its specification, so one that the gateway has already done, or is doing, is not
 * begun again. An interruption, or a run that can't be submitted, cancels those under way.
 */
public final class Campaign {
    private static final int PATIENCE_SECONDS = 300;

    private final GatewayClient client;
    private final Submission submission;
    private final int atOnce;

    /** @param index of the run in the list; either a newer view of it or what has gone wrong */
    private record News(
            int index, @Nullable RunView view, @Nullable RuntimeException trouble) {}

    public Campaign(GatewayClient client, Submission submission, int atOnce) {
        this.client = client;
        this.submission = submission;
        this.atOnce = atOnce;
    }

    /** Told of every newer view of a run, always by the thread that waits for the end. */
    public interface Sink {
        void show(int index, RunView view);
    }

    /** How each run has ended, completed or not, in the order of the specifications. */
    public List<RunView> toEnd(List<RunSpec> specs, Sink sink) {
        BlockingQueue<News> news = new LinkedBlockingQueue<>();
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(atOnce, specs.size())));
        try {
            for (int i = 0; i < specs.size(); i++) {
                int index = i;
                pool.execute(() -> follow(index, specs.get(index), news));
            }
            return collect(specs.size(), news, sink);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted();
        } finally {
            end(pool);
        }
    }

    private static List<RunView> collect(int count, BlockingQueue<News> news, Sink sink) throws InterruptedException {
        SortedMap<Integer, RunView> ends = new TreeMap<>();
        while (ends.size() < count) {
            News next = news.take();
            if (next.trouble() != null) {
                throw next.trouble();
            }
            RunView view = next.view();
            if (view != null && !ends.containsKey(next.index())) {
                sink.show(next.index(), view);
                if (view.ended()) {
                    ends.put(next.index(), view);
                }
            }
        }
        return List.copyOf(ends.values());
    }

    private void follow(int index, RunSpec spec, BlockingQueue<News> news) {
        Consumer<RunView> sink = view -> news.add(new News(index, view, null));
        try {
            RunView run = submit(spec);
            sink.accept(run);
            if (!run.ended()) {
                watch(run.id(), sink);
            }
        } catch (RuntimeException e) {
            news.add(new News(index, null, e));
        }
    }

    private void watch(String id, Consumer<RunView> sink) {
        try {
            new RunWatch(client).follow(id, sink);
        } catch (Interrupted e) {
            submission.cancel(id);
            throw e;
        }
    }

    /** What was cancelled or has failed before is tried again, under the next key. */
    private RunView submit(RunSpec spec) {
        String digest = Sha256.of(RunSpecs.write(spec));
        for (int attempt = 1; ; attempt++) {
            RunView run = submission.submit(spec, "compare-" + digest + "-" + attempt);
            if (!run.state().equals("CANCELLED") && !run.state().equals("FAILED")) {
                return run;
            }
        }
    }

    /** Runs under way are cancelled by the threads that follow them. */
    private static void end(ExecutorService pool) {
        boolean interrupted = Thread.interrupted();
        pool.shutdownNow();
        try {
            pool.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
