package io.apoptosis.worker;

import io.apoptosis.core.sparse.Masks;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectMissing;
import io.apoptosis.pipeline.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;

/** Beside each network whose single weights were pruned: which are left. The step says where, so that no message has to. */
@ApplicationScoped
public class MaskFiles {
    private static final String FILE = "masks.safetensors";

    private final Workspace workspace;
    private final ObjectStore store;

    MaskFiles(Workspace workspace, ObjectStore store) {
        this.workspace = workspace;
        this.store = store;
    }

    public void save(Masks masks, String runId, int step) {
        workspace.save(masks.kept(), Keys.pruned(runId, step, FILE));
    }

    public Masks of(String runId, int step) {
        String key = Keys.pruned(runId, step, FILE);
        return new Masks(workspace.tensors(
                store.getIfPresent(key).orElseThrow(() -> new ObjectMissing(key + " is not in the object store"))));
    }
}
