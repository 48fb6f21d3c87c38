package io.apoptosis.pruner;

import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.Scores;
import io.apoptosis.core.importance.ShardSums;
import io.apoptosis.core.prune.Pruned;
import io.apoptosis.core.sparse.Sparse;
import io.apoptosis.core.sparse.SparseWeights;
import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.NetworkPruned;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.Task.Prune;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.worker.DenseNetworks;
import io.apoptosis.worker.MaskFiles;
import io.apoptosis.worker.Measuring;
import io.apoptosis.worker.Spans;
import io.apoptosis.worker.TaskHandler;
import io.apoptosis.worker.WorkerSettings;
import io.apoptosis.worker.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up the shards in their order, cuts channels to the step's budget or zeroes single weights, and measures what is left. */
@ApplicationScoped
class PruneHandler implements TaskHandler<Prune> {
    private final Workspace workspace;
    private final ObjectStore store;
    private final DenseNetworks dense;
    private final Measuring measuring;
    private final Cutting cutting;
    private final MaskFiles masks;
    private final Spans spans;
    private final String worker;

    PruneHandler(
            Workspace workspace,
            ObjectStore store,
            DenseNetworks dense,
            Measuring measuring,
            Cutting cutting,
            MaskFiles masks,
            Spans spans,
            WorkerSettings settings) {
        this.workspace = workspace;
        this.store = store;
        this.dense = dense;
        this.measuring = measuring;
        this.cutting = cutting;
        this.masks = masks;
        this.spans = spans;
        this.worker = settings.name();
    }

    @Override
    public Class<Prune> kind() {
        return Prune.class;
    }

    @Override
    public Event handle(Prune task, Progress progress) throws IOException, UndecodableMessage {
        PruneSpec prune = task.spec().prune();
        return prune != null && prune.sparse() ? thinned(task, prune, progress) : cut(task, progress);
    }

    private NetworkPruned cut(Prune task, Progress progress) throws IOException, UndecodableMessage {
        Spans.Span span = spans.span();
        Network network = workspace.network(task.checkpoint());
        Scores scores = task.spec().importance().toCriterion().scores(network, total(task));
        Pruned pruned = cutting.cut(task, dense.of(task.runId()), network, scores, progress);

        Checkpoint checkpoint = workspace.save(pruned.network(), file -> Keys.pruned(task.runId(), task.step(), file));
        store.put(
                Keys.pruned(task.runId(), task.step(), ScoreFile.NAME),
                MessageJson.write(new ScoreFile(pruned.threshold(), pruned.scores())));
        workspace.save(pruned.survivors().tensors(), Keys.pruned(task.runId(), task.step(), RepairHandler.SURVIVORS));
        Measurement measured = measuring.measure(pruned.network(), task.spec(), progress);
        return new NetworkPruned(
                task.runId(),
                task.step(),
                checkpoint,
                measured,
                pruned.kept(),
                task.attempt(),
                span.seconds(),
                span.spent(),
                worker);
    }

    private NetworkPruned thinned(Prune task, PruneSpec prune, Progress progress) throws IOException {
        Spans.Span span = spans.span();
        Network network = workspace.network(task.checkpoint());
        SparseWeights weights = SparseWeights.of(network);
        Sparse sparse = task.spec()
                .importance()
                .toSparseCriterion()
                .prune(network, total(task), weights.without(prune.skip(), network), task.targetRatio());

        Checkpoint checkpoint = workspace.save(sparse.network(), file -> Keys.pruned(task.runId(), task.step(), file));
        masks.save(sparse.masks(), task.runId(), task.step());
        Measurement measured = measuring.measure(sparse.network(), task.spec(), progress);
        Map<String, Integer> kept = new LinkedHashMap<>();
        weights.layers()
                .forEach((name, layer) ->
                        kept.put(layer, network.weight(name).shape().dim(0)));
        return new NetworkPruned(
                task.runId(),
                task.step(),
                checkpoint,
                measured,
                kept,
                weights.sparsityPerLayer(sparse.network()),
                task.attempt(),
                span.seconds(),
                span.spent(),
                worker);
    }

    /** One shard after the other: no more than one is held beside the sum. */
    private ShardSums total(Prune task) {
        return task.shards().stream()
                .map(shard -> ShardSums.of(workspace.tensors(shard)))
                .reduce((sum, shard) -> ShardSums.merge(List.of(sum, shard)))
                .orElseThrow(() -> new IllegalArgumentException("a step without shards"));
    }
}
