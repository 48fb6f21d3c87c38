package io.apoptosis.cli.client;

import io.apoptosis.pipeline.run.RunView;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Follows a run to its end by server-sent events. A broken stream is opened again; a silent one is checked by a plain request, since
 * a half-open connection says nothing. The gateway may be away for {@code patience} before the watch gives up.
 */
public final class RunWatch {
    private final GatewayClient client;
    private final Duration quiet;
    private final Patience patience;

    public RunWatch(GatewayClient client) {
        this(client, Duration.ofSeconds(5), Patience.USUAL);
    }

    RunWatch(GatewayClient client, Duration quiet, Patience patience) {
        this.client = client;
        this.quiet = quiet;
        this.patience = patience;
    }

    /** Gives every newer view to {@code sink} and returns the final one. */
    public RunView follow(String id, Consumer<RunView> sink) {
        BlockingQueue<RunView> views = new LinkedBlockingQueue<>();
        CompletableFuture<Void> stream = client.events(id, views::add);
        long version = -1;
        long heard = System.nanoTime();
        try {
            while (true) {
                RunView view = views.poll(quiet.toMillis(), TimeUnit.MILLISECONDS);
                if (view == null) {
                    view = patience.once(() -> client.run(id), heard);
                    stream = reopened(stream, id, views);
                }
                if (view == null) {
                    continue;
                }
                heard = System.nanoTime();
                if (view.version() > version) {
                    version = view.version();
                    sink.accept(view);
                }
                if (view.ended()) {
                    return view;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted();
        } finally {
            stream.cancel(true);
        }
    }

    private CompletableFuture<Void> reopened(CompletableFuture<Void> stream, String id, BlockingQueue<RunView> views) {
        return stream.isDone() ? client.events(id, views::add) : stream;
    }
}
