package io.apoptosis.gateway.tracking;

import io.apoptosis.gateway.follow.ViewListener;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.store.StoreException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;

/**
 * Tells the tracking server every few seconds how the runs stand. A view has everything that those before it had: where one follows
 * another before its turn, only the later one is sent, and what waits while the server is away is one view per run.
 */
final class Tracker implements ViewListener {
    private static final Logger LOG = Logger.getLogger(Tracker.class);
    private static final int BAD_REQUEST = 400;

    private final MlflowServer server;
    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Duration interval;
    private final Duration longestWait;
    private final Map<String, RunView> waiting = new LinkedHashMap<>();
    private final Map<String, TrackedRun> open = new HashMap<>();
    private Instant next = Instant.MIN;
    private Duration wait;

    Tracker(MlflowServer server, MlflowConfig config, MeterRegistry registry, InstantSource clock) {
        this.server = server;
        this.registry = registry;
        this.clock = clock;
        this.interval = config.interval();
        this.longestWait = config.longestWait();
        this.wait = interval;
    }

    @Override
    public void changed(RunView view) {
        waiting.put(view.id(), view);
    }

    @Override
    public boolean settled() {
        return waiting.isEmpty();
    }

    @Override
    public void idle() {
        if (waiting.isEmpty() || clock.instant().isBefore(next)) {
            return;
        }
        try {
            sendAll();
            wait = interval;
        } catch (MlflowClientException | StoreException | IOException e) {
            open.clear();
            wait = longer(wait);
            count("try_again");
            LOG.warnf(
                    "MLflow or the object store can't be reached; %d runs wait %s: %s",
                    waiting.size(), wait, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        next = clock.instant().plus(wait);
    }

    private void sendAll() throws IOException, InterruptedException {
        Iterator<RunView> views = waiting.values().iterator();
        while (views.hasNext()) {
            send(views.next());
            views.remove();
        }
    }

    /** One that is refused for what it says must not keep the others from being sent. */
    private void send(RunView view) throws IOException, InterruptedException {
        try {
            server.log(open.computeIfAbsent(view.id(), id -> server.open(view)), view);
            count("taken");
        } catch (MlflowHttpException e) {
            if (e.getStatusCode() != BAD_REQUEST) {
                throw e;
            }
            LOG.errorf("MLflow refuses run %s: %s", view.id(), e.getBodyMessage());
            count("refused");
        }
        if (view.ended()) {
            open.remove(view.id());
        }
    }

    private Duration longer(Duration before) {
        Duration doubled = before.multipliedBy(2);
        return doubled.compareTo(longestWait) < 0 ? doubled : longestWait;
    }

    private void count(String outcome) {
        registry.counter("apoptosis.mlflow.views", "outcome", outcome).increment();
    }
}
