package io.apoptosis.worker;

import io.apoptosis.core.graph.Network;
import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectMissing;
import io.apoptosis.pipeline.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;

/** The network a run began with, which its ratios refer to. */
@ApplicationScoped
public class DenseNetworks {
    private final Workspace workspace;
    private final ObjectStore store;

    DenseNetworks(Workspace workspace, ObjectStore store) {
        this.workspace = workspace;
        this.store = store;
    }

    public Network of(String runId) {
        return workspace.network(new Checkpoint(object(runId, Workspace.GRAPH), object(runId, Workspace.WEIGHTS)));
    }

    private ObjectRef object(String runId, String file) {
        String key = Keys.dense(runId, file);
        return store.getIfPresent(key)
                .orElseThrow(() -> new ObjectMissing("the dense network's " + key + " is not in the object store"));
    }
}
