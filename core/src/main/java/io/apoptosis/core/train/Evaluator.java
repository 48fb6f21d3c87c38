package io.apoptosis.core.train;

import io.apoptosis.core.Progress;
import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.BatchOrder;
import io.apoptosis.core.data.Halves;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.data.Prefetched;
import io.apoptosis.core.graph.FirstNonFinite;
import io.apoptosis.core.graph.Folding;
import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.TensorEngine;
import java.util.List;
import java.util.Map;

/** Accuracy and loss of the deployed network: running statistics, float32. */
public final class Evaluator {
    private Evaluator() {}

    /** Over all of {@code images}, in file order; a batch that does not fit into memory is taken in halves. */
    public static Evaluation evaluate(
            TensorEngine engine, Network network, ImageSet images, int batchSize, Progress progress) {
        Fit.check(network, images);
        ForwardPass forward = new ForwardPass(Folding.of(network.graph()));
        List<int[]> batches = BatchOrder.sequential(images.size(), batchSize);
        Score score = new Score();
        try (Scope root = engine.open(DType.FLOAT32);
                Prefetched ahead = new Prefetched(0, batches.size(), i -> images.batch(batches.get(i)))) {
            Map<String, Tensor> weights = Resident.weights(network, root);
            for (int i = 0; i < batches.size(); i++) {
                Batch batch = ahead.next();
                Logits logits = Halves.of(
                        batch,
                        part -> logits(forward, weights, part, root),
                        (first, share, second) -> first.and(second));
                score.add(logits, batch.labels());
                if (!score.isFinite()) {
                    throw notFinite(network, weights, batch, root, i + 1, batches.size());
                }
                progress.advance(i + 1, batches.size(), "batches");
            }
        }
        return score.evaluation();
    }

    private static Logits logits(ForwardPass forward, Map<String, Tensor> weights, Batch batch, Scope root) {
        try (Scope scope = root.child()) {
            Execution execution = new Execution(scope, Execution.Normalization.RUNNING);
            return Logits.of(scope.read(forward.run(execution, weights, scope.of(batch.input()))));
        }
    }

    private static NumericFailure notFinite(
            Network network, Map<String, Tensor> weights, Batch batch, Scope root, int number, int batches) {
        try (Scope scope = root.child()) {
            Execution execution = new Execution(scope, Execution.Normalization.RUNNING);
            String where = FirstNonFinite.of(execution, network.graph(), weights, scope.of(batch.input()))
                    .map(layer -> ", first in " + layer)
                    .orElse("");
            return new NumericFailure("the network's outputs are not finite numbers in batch " + number + " of "
                    + batches + where + "; its weights or the data hold NaN or infinite values");
        }
    }

    /** Running totals in float64. */
    private static final class Score {
        private int images;
        private int right;
        private double loss;

        void add(Logits logits, int[] labels) {
            for (int row = 0; row < labels.length; row++) {
                loss += logits.crossEntropy(row, labels[row]);
                right += logits.largest(row) == labels[row] ? 1 : 0;
            }
            images += labels.length;
        }

        boolean isFinite() {
            return Double.isFinite(loss);
        }

        Evaluation evaluation() {
            return new Evaluation((double) right / images, loss / images);
        }
    }
}
