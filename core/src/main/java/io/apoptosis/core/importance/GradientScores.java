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
        Network network = calibration.network();
        try (Scope scope = calibration.engine().open(calibration.precision());
                Prefetched batches = calibration.ahead()) {
            Map<String, Tensor> weights = Resident.weights(network, scope);
            for (int b = calibration.fromBatch(); b < calibration.toBatch(); b++) {
                Batch batch = batches.next();
                try (Scope perBatch = scope.child()) {
                    Map<String, HostTensor> gradients = means.of(perBatch, weights, batch.input(), batch.labels());
                    for (Map.Entry<String, HostTensor> gradient : gradients.entrySet()) {
                        if (!add(gradient.getKey(), gradient.getValue())) {
                            throw notFinite(b, gradient.getKey(), perBatch, weights, batch);
                        }
                    }
                }
                calibration.progress().advance(b + 1 - calibration.fromBatch(), calibration.batches(), "batches");
            }
        }
    }

    private NumericFailure notFinite(
            int number, String parameter, Scope scope, Map<String, Tensor> weights, Batch batch) {
        Execution execution = new Execution(scope, calibration.batchNorm());
        String where = FirstNonFinite.of(execution, calibration.network().graph(), weights, scope.of(batch.input()))
                .orElse("the gradient of " + parameter);
        return new NumericFailure(
                "the scores of calibration batch %d are not finite numbers, first in %s".formatted(number + 1, where));
    }

    /** False where it holds a NaN or an infinite value. */
    private boolean add(String name, HostTensor gradient) {
        double[] sum = sums.computeIfAbsent(name, n -> new double[gradient.size()]);
        double[] values = gradient.doubles();
        boolean finite = true;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i];
            finite &= Double.isFinite(values[i]);
        }
        return finite;
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
