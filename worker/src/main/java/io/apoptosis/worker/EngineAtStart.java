package io.apoptosis.worker;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Loads the tensor engine while the worker has nothing else to do: the first task would wait half a second for it. */
@ApplicationScoped
class EngineAtStart {
    private static final Logger LOG = Logger.getLogger(EngineAtStart.class);

    private final Workspace workspace;

    EngineAtStart(Workspace workspace) {
        this.workspace = workspace;
    }

    void onStart(@Observes StartupEvent event) {
        Thread thread = new Thread(this::load, "engine-start");
        thread.setDaemon(true);
        thread.start();
    }

    private void load() {
        try {
            workspace.loadEngine();
        } catch (RuntimeException | LinkageError e) {
            // The task that needs it fails by this, and says so to its run.
            LOG.warn("the tensor engine does not load", e);
        }
    }
}
