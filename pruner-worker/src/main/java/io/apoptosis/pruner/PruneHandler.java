package io.apoptosis.pruner;

import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.Scores;
import io.apoptosis.core.importance.ShardSums;
import io.apoptosis.core.prune.Pruned;
import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.NetworkPruned;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.Task.Prune;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.worker.DenseNetworks;
import io.apoptosis.worker.Measuring;
import io.apoptosis.worker.TaskHandler;
import io.apoptosis.worker.WorkerSettings;
import io.apoptosis.worker.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Adds up the shards in their order, cuts the network to the step's budget, and measures what is left. */
@ApplicationScoped
class PruneHandler implements TaskHandler<Prune> {
    private final Workspace workspace;
    private final ObjectStore store;
    private final DenseNetworks dense;
    private final Measuring measuring;
    private final Cutting cutting;
    private final String worker;

    PruneHandler(
            Workspace workspace,
            ObjectStore store,
            DenseNetworks dense,
            Measuring measuring,
            Cutting cutting,
            WorkerSettings settings) {
        this.workspace = workspace;
        this.store = store;
        this.dense = dense;
        this.measuring = measuring;
        this.cutting = cutting;
        this.worker = settings.name();
    }

    @Override
    public Class<Prune> kind() {
        return Prune.class;
    }

    @Override
    public Event handle(Prune task, Progress progress) throws IOException, UndecodableMessage {
        long begin = System.nanoTime();
        Network network = workspace.network(task.checkpoint());
        ShardSums sums = ShardSums.merge(task.shards().stream()
                .map(shard -> ShardSums.of(workspace.tensors(shard)))
                .toList());
        Scores scores = task.spec().importance().toCriterion().scores(network, sums);
        Pruned pruned = cutting.cut(task, dense.of(task.runId()), network, scores, progress);

        Checkpoint checkpoint = workspace.save(pruned.network(), file -> Keys.pruned(task.runId(), task.step(), file));
        store.put(
                Keys.pruned(task.runId(), task.step(), "scores.json"),
                MessageJson.write(new ScoreFile(pruned.threshold(), pruned.scores())));
        workspace.save(pruned.survivors().tensors(), Keys.pruned(task.runId(), task.step(), RepairHandler.SURVIVORS));
        Measurement measured = measuring.measure(pruned.network(), task.spec(), progress);
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new NetworkPruned(
                task.runId(), task.step(), checkpoint, measured, pruned.kept(), task.attempt(), seconds, worker);
    }
}
