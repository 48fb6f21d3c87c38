package io.apoptosis.core.importance;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.Prefetched;
import io.apoptosis.core.dual.BatchMeans;
import io.apoptosis.core.dual.Expansion;
import io.apoptosis.core.graph.FirstNonFinite;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.train.NumericFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums over batches of what makes scores, with float64 accumulators: of v for theta ⊙ v, or of scores along axes. */
final class GradientScores {
    private final Calibration calibration;
    private final Map<String, double[]> sums = new LinkedHashMap<>();

    private GradientScores(Calibration calibration) {
        this.calibration = calibration;
    }

    static ElementScores accumulate(Calibration calibration, Expansion expansion) {
        GradientScores scores = new GradientScores(calibration);
        scores.sum(expansion.vector(calibration.network().graph(), calibration.batchNorm()));
        return new ElementScores(scores.timesTheta(), calibration.batches());
    }

    /** What {@link #accumulate} says along all axes that can be pruned, for what is {@link Expansion#hasAxes}. */
    static ShardSums alongAxes(Calibration calibration, Expansion expansion) {
        Network network = calibration.network();
        GradientScores scores = new GradientScores(calibration);
        scores.sum(expansion.alongAxes(network, calibration.batchNorm(), AxisScores.axes(network)));
        SortedMap<String, HostTensor> sums = new TreeMap<>();
        scores.sums.forEach((axis, sum) -> sums.put(axis, HostTensor.of(Shape.of(sum.length), sum)));
        return new ShardSums(sums, calibration.batches());
    }

    private void sum(BatchMeans means) {
        int from = calibration.fromBatch();
        int end = calibration.toBatch();
        int together = MicroBatches.together(calibration);
        try (Scope scope = calibration.engine().open(calibration.precision());
                Prefetched passes = calibration.ahead(together)) {
            Map<String, Tensor> weights = Resident.weights(calibration.network(), scope);
            for (int b = from; b < end; b += together) {
                int count = Math.min(together, end - b);
                Batch images = passes.next();
                if (!add(means, scope, weights, images, count)) {
                    throw notFinite(means, scope, weights, b, count);
                }
                calibration.progress().advance(b + count - from, calibration.batches(), "batches");
            }
        }
    }

    /**
     * False where a mean is not finite.
     *
     * @param count of the batches that {@code images} are of: their means add up to as many times the mean of all
     */
    private boolean add(BatchMeans means, Scope scope, Map<String, Tensor> weights, Batch images, int count) {
        boolean finite = true;
        try (Scope pass = scope.child()) {
            for (Map.Entry<String, HostTensor> mean :
                    means.of(pass, weights, images.input(), images.labels()).entrySet()) {
                double[] values = mean.getValue().doubles();
                double[] sum = sums.computeIfAbsent(mean.getKey(), name -> new double[values.length]);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += count * values[i];
                    finite &= Double.isFinite(values[i]);
                }
            }
        }
        return finite;
    }

    /** Says which of the batches it is, and where in the network it begins. */
    private NumericFailure notFinite(BatchMeans means, Scope scope, Map<String, Tensor> weights, int from, int count) {
        int culprit = from;
        while (culprit < from + count - 1 && add(means, scope, weights, calibration.batch(culprit), 1)) {
            culprit++;
        }
        Execution execution = new Execution(scope, calibration.batchNorm());
        Tensor input = scope.of(calibration.batch(culprit).input());
        String where = FirstNonFinite.of(execution, calibration.network().graph(), weights, input)
                .orElse("the gradients");
        return new NumericFailure(
                "the scores of calibration batch %d are not finite numbers, first in %s".formatted(culprit + 1, where));
    }

    private Map<String, HostTensor> timesTheta() {
        Map<String, HostTensor> scores = new LinkedHashMap<>();
        sums.forEach((name, sum) -> {
            HostTensor theta = calibration.network().weight(name);
            double[] values = theta.doubles();
            double[] products = new double[sum.length];
            for (int i = 0; i < sum.length; i++) {
                products[i] = values[i] * sum[i];
            }
            scores.put(name, HostTensor.of(theta.shape(), products));
        });
        return scores;
    }
}
