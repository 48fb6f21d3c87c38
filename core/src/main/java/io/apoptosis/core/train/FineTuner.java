package io.apoptosis.core.train;

import io.apoptosis.core.Progress;
import io.apoptosis.core.data.Augmentation;
import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.BatchOrder;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.data.Prefetched;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.TensorEngine;
import java.util.List;
import java.util.Map;

/** Fine-tunes in slices of one epoch, in float32; order and augmentation depend on seed and epoch only. */
public final class FineTuner {
    private FineTuner() {}

    /** As {@link #epoch(TensorEngine, TrainingState, ImageSet, Lesson, FineTuning, Progress)}, towards the images' labels. */
    public static TrainingState epoch(
            TensorEngine engine, TrainingState state, ImageSet images, FineTuning tuning, Progress progress) {
        return epoch(engine, state, images, new LabelLesson(), tuning, progress);
    }

    /**
     * One pass over {@code images}.
     *
     * @throws NumericFailure where the loss or a weight stops being a finite number; {@code state} is as it was
     */
    public static TrainingState epoch(
            TensorEngine engine,
            TrainingState state,
            ImageSet images,
            Lesson lesson,
            FineTuning tuning,
            Progress progress) {
        return epoch(engine, state, images, lesson, tuning, Map.of(), progress);
    }

    /**
     * As above, with weights held at zero.
     *
     * @param masks 0 for what is held, else 1, by parameter name and in its shape
     */
    public static TrainingState epoch(
            TensorEngine engine,
            TrainingState state,
            ImageSet images,
            Lesson lesson,
            FineTuning tuning,
            Map<String, HostTensor> masks,
            Progress progress) {
        Network network = state.network();
        Fit.check(network, images);
        Augmentation augmentation = new Augmentation(tuning.augmentation(), tuning.seed());
        List<int[]> batches = BatchOrder.shuffled(images.size(), tuning.batchSize(), tuning.seed(), state.epoch());
        double rate = tuning.learningRateAfter(state.epoch());
        double loss = 0;
        try (Scope scope = engine.open(DType.FLOAT32);
                Prefetched ahead = new Prefetched(
                        0,
                        batches.size(),
                        i -> augmentation.apply(images.batch(batches.get(i)), batches.get(i), state.epoch()))) {
            Sgd sgd = new Sgd(rate, tuning.momentum(), tuning.weightDecay());
            Learner learner = new Learner(scope, state, lesson, sgd, masks);
            for (int i = 0; i < batches.size(); i++) {
                Batch batch = ahead.next();
                double batchLoss = learner.learn(batch);
                if (!Double.isFinite(batchLoss)) {
                    String where = learner.firstNonFinite(batch)
                            .map(layer -> ", first in " + layer)
                            .orElse("");
                    throw diverged(
                            "the loss of batch " + (i + 1) + " of " + batches.size() + " is " + batchLoss + where,
                            state,
                            rate);
                }
                loss += batchLoss * batch.size();
                progress.advance(i + 1, batches.size(), "batches");
            }
            TrainingState next = learner.state(state.epoch() + 1, loss / images.size());
            refuseNonFinite(next, rate);
            return next;
        }
    }

    private static void refuseNonFinite(TrainingState state, double rate) {
        Resident.floating(state.network()).forEach((name, tensor) -> {
            if (!tensor.isFinite()) {
                throw diverged(name + " holds NaN or infinite values", state, rate);
            }
        });
    }

    private static NumericFailure diverged(String what, TrainingState state, double rate) {
        return new NumericFailure("fine-tuning diverged in epoch " + (state.epoch() + 1) + ": " + what
                + "; lower the learning rate (it is " + rate + ")");
    }
}
