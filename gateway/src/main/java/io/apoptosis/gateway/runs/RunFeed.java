package io.apoptosis.gateway.runs;

import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.run.RunView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Every change of every run's view, as it arrives at this gateway. Listeners are called on the store's thread and must not wait. */
@ApplicationScoped
public class RunFeed {
    private static final Logger LOG = Logger.getLogger(RunFeed.class);

    private final List<Consumer<RunView>> listeners = new CopyOnWriteArrayList<>();

    /** @return ends the subscription */
    public Runnable listen(Consumer<RunView> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** A view that can't be read, or a listener that fails, must not stop the store's thread. */
    public void received(String runId, byte @Nullable [] json) {
        if (json == null) {
            return;
        }
        try {
            RunView view = MessageJson.read(json, RunView.class);
            listeners.forEach(listener -> tell(listener, view));
        } catch (UndecodableMessage e) {
            LOG.warnf("unreadable view of run %s: %s", runId, e.getMessage());
        }
    }

    private static void tell(Consumer<RunView> listener, RunView view) {
        try {
            listener.accept(view);
        } catch (RuntimeException e) {
            LOG.warnf(e, "a listener of run %s failed", view.id());
        }
    }
}
