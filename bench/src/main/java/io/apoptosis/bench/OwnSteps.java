package io.apoptosis.bench;

import io.apoptosis.core.Progress;
import io.apoptosis.core.dual.AxisGradient;
import io.apoptosis.core.dual.BatchMeans;
import io.apoptosis.core.dual.ScoreGradient;
import io.apoptosis.core.dual.Terms;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.importance.AxisScores;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.TensorEngine;
import io.apoptosis.core.train.Evaluator;
import io.apoptosis.core.train.FineTuner;
import io.apoptosis.core.train.FineTuning;
import io.apoptosis.core.train.RateSchedule;
import io.apoptosis.core.train.TrainingState;
import java.util.Map;
import java.util.Set;

/** The product's steps on one network, float32. */
final class OwnSteps implements AutoCloseable {
    private static final int BATCHES_PER_EPOCH = 4;

    private final TensorEngine engine;
    private final Network network;
    private final int batch;
    private final Scope root;
    private final Map<String, Tensor> weights;
    private final HostTensor images;
    private final int[] labels;

    OwnSteps(TensorEngine engine, String network, int batch) {
        this.engine = engine;
        this.network = RandomNetwork.named(network);
        this.batch = batch;
        this.root = engine.open(DType.FLOAT32);
        this.weights = Resident.weights(this.network, root);
        this.images = RandomNetwork.images(batch, this.network.graph().inputShape());
        this.labels = RandomNetwork.labels(batch);
    }

    /** Forward, backward and the gradients copied out; running statistics. */
    Contender gradient() {
        return batch("gradient", new ScoreGradient(network.graph(), Terms.FIRST, Normalization.RUNNING));
    }

    /** Exact scores of second order for everything that can be pruned. */
    Contender dual() {
        return batch("dual", new AxisGradient(network, Terms.SECOND, Normalization.RUNNING, AxisScores.axes(network)));
    }

    /** The same for every single weight. */
    Contender dualOfWeights() {
        return batch("dual of weights", new ScoreGradient(network.graph(), Terms.SECOND, Normalization.RUNNING));
    }

    private Contender batch(String name, BatchMeans scorer) {
        return new Timed(name, 1, () -> {
            try (Scope scope = root.child()) {
                scorer.of(scope, weights, images, labels);
            }
        });
    }

    /** One of an epoch's steps: batch statistics, SGD with momentum. */
    Contender training() {
        FineTuning tuning = new FineTuning(batch, 0.001, 0.9, 5e-4, RateSchedule.steps(), Set.of(), 7);
        RandomImages epoch = new RandomImages(batch * BATCHES_PER_EPOCH);
        TrainingState start = TrainingState.start(network);
        return new Timed(
                "training", BATCHES_PER_EPOCH, () -> FineTuner.epoch(engine, start, epoch, tuning, Progress.NONE));
    }

    /** One of a data set's batches, as {@link Evaluator} takes them: norms folded, nothing recorded, logits copied out. */
    Contender evaluation() {
        RandomImages set = new RandomImages(batch * BATCHES_PER_EPOCH);
        return new Timed(
                "evaluation", BATCHES_PER_EPOCH, () -> Evaluator.evaluate(engine, network, set, batch, Progress.NONE));
    }

    @Override
    public void close() {
        root.close();
    }
}
