package io.apoptosis.worker;

import io.apoptosis.core.Progress;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.prune.Cost;
import io.apoptosis.core.sparse.SparseWeights;
import io.apoptosis.core.tensor.TensorEngine;
import io.apoptosis.core.train.Evaluation;
import io.apoptosis.core.train.Evaluator;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a network scores on a run's test images, and what it costs. */
@ApplicationScoped
public class Measuring {
    /** The same everywhere, because the last bits of a loss may depend on how images are batched. */
    private static final int BATCH = 100;

    private final Workspace workspace;
    private final Spans spans;

    Measuring(Workspace workspace, Spans spans) {
        this.workspace = workspace;
        this.spans = spans;
    }

    public Measurement measure(Network network, RunSpec spec, Progress progress) throws IOException {
        ImageSet images = workspace.test(spec);
        TensorEngine engine = workspace.engine(spec);
        Evaluation evaluation = spans.tensors(() -> Evaluator.evaluate(engine, network, images, BATCH, progress));
        Cost cost = Cost.of(network);
        return new Measurement(
                evaluation.accuracy(), evaluation.loss(), cost.macs(), cost.parameters(), sparsity(network, spec));
    }

    private static @Nullable Double sparsity(Network network, RunSpec spec) {
        PruneSpec prune = spec.prune();
        return prune != null && prune.sparse() ? SparseWeights.of(network).sparsity(network) : null;
    }

    /** How many units {@link #measure} counts. */
    public int batches(RunSpec spec) throws IOException {
        return Phases.batches(workspace.test(spec).size(), BATCH);
    }
}
