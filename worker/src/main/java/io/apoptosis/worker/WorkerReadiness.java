package io.apoptosis.worker;

import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.store.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the broker counts this worker in, the states of the runs are known, and the store answers. */
@Readiness
@ApplicationScoped
class WorkerReadiness implements HealthCheck {
    private final TaskLoop loop;
    private final RunWatch runs;
    private final ObjectStore store;

    WorkerReadiness(TaskLoop loop, RunWatch runs, ObjectStore store) {
        this.loop = loop;
        this.runs = runs;
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        boolean queue = loop.joined();
        boolean states = runs.isUpToDate();
        boolean objects = storeAnswers();
        return HealthCheckResponse.named("tasks")
                .status(queue && states && objects)
                .withData("queue", queue)
                .withData("runs", states)
                .withData("store", objects)
                .build();
    }

    private boolean storeAnswers() {
        try {
            store.ensureBucket();
            return true;
        } catch (StoreException e) {
            return false;
        }
    }
}
