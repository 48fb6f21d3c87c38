package io.apoptosis.pruner;

import io.apoptosis.core.Progress;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.prune.Survivors;
import io.apoptosis.core.repair.LeastSquares;
import io.apoptosis.core.repair.Recalibration;
import io.apoptosis.core.sparse.Masks;
import io.apoptosis.core.tensor.TensorEngine;
import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.NetworkRepaired;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.message.Task.Repair;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import io.apoptosis.pipeline.spec.RunSpec.RepairSpec;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectMissing;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.worker.MaskFiles;
import io.apoptosis.worker.Measuring;
import io.apoptosis.worker.Spans;
import io.apoptosis.worker.TaskHandler;
import io.apoptosis.worker.WorkerSettings;
import io.apoptosis.worker.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.function.Supplier;

/** Solves what a cut has left, from images alone, and measures it. */
@ApplicationScoped
class RepairHandler implements TaskHandler<Repair> {
    /** Beside each pruned network: which of its predecessor's channels are left. */
    static final String SURVIVORS = "survivors.safetensors";

    private final Workspace workspace;
    private final ObjectStore store;
    private final Measuring measuring;
    private final MaskFiles masks;
    private final Spans spans;
    private final String worker;

    RepairHandler(
            Workspace workspace,
            ObjectStore store,
            Measuring measuring,
            MaskFiles masks,
            Spans spans,
            WorkerSettings settings) {
        this.workspace = workspace;
        this.store = store;
        this.measuring = measuring;
        this.masks = masks;
        this.spans = spans;
        this.worker = settings.name();
    }

    @Override
    public Class<Repair> kind() {
        return Repair.class;
    }

    @Override
    public Event handle(Repair task, Progress progress) throws IOException {
        Spans.Span span = spans.span();
        Network repaired = repaired(task, progress);
        Checkpoint checkpoint = workspace.save(repaired, file -> Keys.repaired(task.runId(), task.step(), file));
        Measurement measured = measuring.measure(repaired, task.spec(), progress);
        return new NetworkRepaired(
                task.runId(), task.step(), checkpoint, measured, task.attempt(), span.seconds(), span.spent(), worker);
    }

    /** Layer after layer, then, where a target is reached, all norms together. */
    private Network repaired(Repair task, Progress progress) throws IOException {
        PruneSpec prune = task.spec().prune();
        if (prune == null || prune.repair() == null) {
            throw new IllegalArgumentException("the specification asks for no repair");
        }
        RepairSpec repair = prune.repair();
        ImageSet train = workspace.train(task.spec());
        int images = Math.min(repair.images(), train.size());
        TensorEngine engine = workspace.engine(task.spec());
        Network reference = workspace.network(task.reference());
        LeastSquares layers = new LeastSquares(engine, train, images, repair.ridge(), repair.reach());
        Network pruned = workspace.network(task.checkpoint());
        Supplier<Network> solution;
        if (prune.sparse()) {
            Masks left = masks.of(task.runId(), task.step());
            solution = () -> layers.repair(reference, pruned, left, progress);
        } else {
            Survivors left = survivors(task);
            solution = () -> layers.repair(reference, pruned, left, progress);
        }
        Recalibration recalibration = new Recalibration(engine, train, images, Recalibration.RIDGE);
        return spans.tensors(() -> {
            Network network = solution.get();
            for (int i = 0; i < repair.recalibrationsAfter(prune.reaches(task.step())); i++) {
                network = recalibration.apply(reference, network, progress);
            }
            return network;
        });
    }

    /** What all cuts since the reference have left of it. */
    private Survivors survivors(Repair task) {
        Survivors survivors = Survivors.all();
        for (int step = task.since() + 1; step <= task.step(); step++) {
            String key = Keys.pruned(task.runId(), step, SURVIVORS);
            survivors = survivors.then(Survivors.of(workspace.tensors(store.getIfPresent(key)
                    .orElseThrow(() -> new ObjectMissing(key + " is not in the object store")))));
        }
        return survivors;
    }
}
