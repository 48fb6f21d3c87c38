package io.apoptosis.scorer;

import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.Calibration;
import io.apoptosis.core.importance.ShardSums;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.ShardScored;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Task.Score;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.ImportanceSpec;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.worker.Spans;
import io.apoptosis.worker.TaskHandler;
import io.apoptosis.worker.WorkerSettings;
import io.apoptosis.worker.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Locale;

/** Importance sums over one shard of the calibration batches. */
@ApplicationScoped
class ScoreHandler implements TaskHandler<Score> {
    private final Workspace workspace;
    private final Spans spans;
    private final String worker;

    ScoreHandler(Workspace workspace, Spans spans, WorkerSettings settings) {
        this.workspace = workspace;
        this.spans = spans;
        this.worker = settings.name();
    }

    @Override
    public Class<Score> kind() {
        return Score.class;
    }

    @Override
    public Event handle(Score task, Progress progress) throws IOException {
        Spans.Span span = spans.span();
        ImportanceSpec importance = task.spec().importance();
        Network network = workspace.network(task.checkpoint());
        Calibration calibration = calibration(task, network, progress);
        ShardSums sums = spans.tensors(() -> observed(task.spec(), calibration));
        ObjectRef result = workspace.save(sums.tensors(), Keys.shard(task.runId(), task.step(), task.shard()));
        int images = calibration.batches() * importance.batchSize();
        return new ShardScored(
                task.runId(),
                task.step(),
                task.shard(),
                result,
                images,
                task.attempt(),
                span.seconds(),
                span.spent(),
                worker);
    }

    private static ShardSums observed(RunSpec spec, Calibration calibration) {
        PruneSpec prune = spec.prune();
        return prune != null && prune.sparse()
                ? spec.importance().toSparseCriterion().observe(calibration)
                : spec.importance().toCriterion().observe(calibration);
    }

    private Calibration calibration(Score task, Network network, Progress progress) throws IOException {
        ImportanceSpec importance = task.spec().importance();
        return new Calibration(
                workspace.engine(task.spec()).with(importance.products()),
                network,
                workspace.train(task.spec()),
                importance.batchSize(),
                importance.fromBatch(task.shard()),
                importance.toBatch(task.shard()),
                Normalization.valueOf(importance.batchNorm().toUpperCase(Locale.ROOT)),
                DType.FLOAT32,
                task.spec().seed(),
                progress);
    }
}
