package io.apoptosis.core.sparse;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.Prefetched;
import io.apoptosis.core.dual.Expansion;
import io.apoptosis.core.dual.ScoreVector;
import io.apoptosis.core.dual.Terms;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.importance.Calibration;
import io.apoptosis.core.importance.ShardSums;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.train.NumericFailure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The matrix A of CHITA: a row per calibration batch, the gradient of the batch's mean loss over all weights of convolutions and linear
 * layers. With batches of one image these are the per-sample gradients; with more they are the mini-batches that the authors take for larger
 * networks. One backward pass and 4 bytes per weight for each row (1 MB for ResNet-20), all of which the pruner holds at once.
 *
 * <p>A row's name is its batch's number, so that shards, which share no batch, add up to all rows in order.
 *
 * @param rows by batch
 * @param images per batch
 */
record GradientRows(List<float[]> rows, int images) {
    private static final String ROW = "row.%08d";
    private static final String IMAGES = "images";

    GradientRows {
        rows = List.copyOf(rows);
    }

    static ShardSums observe(Calibration calibration) {
        if (calibration.batchNorm() != Normalization.RUNNING) {
            throw new IllegalArgumentException(
                    "chita needs batchNorm: running; with a batch's own statistics an image has no gradient of its own");
        }
        Network network = calibration.network();
        SparseWeights weights = SparseWeights.of(network);
        ScoreVector gradient = Expansion.of(Terms.FIRST).vector(network.graph(), calibration.batchNorm());
        SortedMap<String, HostTensor> rows = new TreeMap<>();
        try (Scope scope = calibration.engine().open(calibration.precision());
                Prefetched batches = calibration.ahead()) {
            Map<String, Tensor> resident = Resident.weights(network, scope);
            for (int b = calibration.fromBatch(); b < calibration.toBatch(); b++) {
                Batch batch = batches.next();
                try (Scope perBatch = scope.child()) {
                    rows.put(
                            ROW.formatted(b),
                            row(weights, gradient.of(perBatch, resident, batch.input(), batch.labels()), b));
                }
                calibration.progress().advance(b + 1 - calibration.fromBatch(), calibration.batches(), "batches");
            }
        }
        rows.put(IMAGES, HostTensor.of(Shape.of(), (double) calibration.batches() * calibration.batchSize()));
        return new ShardSums(rows, calibration.batches());
    }

    private static HostTensor row(SparseWeights weights, Map<String, HostTensor> gradients, int batch) {
        int size = weights.layers().keySet().stream()
                .mapToInt(name ->
                        Objects.requireNonNull(gradients.get(name), name).size())
                .sum();
        float[] row = new float[size];
        int at = 0;
        for (String name : weights.layers().keySet()) {
            float[] values = Objects.requireNonNull(gradients.get(name), name).floats();
            System.arraycopy(values, 0, row, at, values.length);
            at += values.length;
        }
        HostTensor tensor = HostTensor.of(Shape.of(size), row);
        if (!tensor.isFinite()) {
            throw new NumericFailure("the gradient of calibration batch %d is not finite".formatted(batch + 1));
        }
        return tensor;
    }

    static GradientRows of(ShardSums total) {
        SortedMap<String, HostTensor> rows = new TreeMap<>(total.sums());
        HostTensor images = Objects.requireNonNull(rows.remove(IMAGES), "gradient rows without a number of images");
        return new GradientRows(rows.values().stream().map(HostTensor::floats).toList(), (int)
                Math.round(images.doubles()[0] / total.batches()));
    }
}
