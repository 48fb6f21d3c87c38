package io.apoptosis.core.importance;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.Prefetched;
import io.apoptosis.core.dual.Expansion;
import io.apoptosis.core.dual.ScoreVector;
import io.apoptosis.core.dual.Terms;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The diagonal of the empirical Fisher matrix, for every trainable element: the mean over a batch's images of (dL_n/dtheta)^2, summed over
 * batches. One backward pass per image, which is exact for any operator.
 */
final class FisherDiagonal {
    private final Calibration calibration;
    private final ScoreVector gradient;
    private final Map<String, double[]> sums = new LinkedHashMap<>();

    private FisherDiagonal(Calibration calibration) {
        this.calibration = calibration;
        this.gradient = Expansion.of(Terms.FIRST).vector(calibration.network().graph(), calibration.batchNorm());
    }

    /** 1/2 theta^2 F: what removing the element costs where F stands for the curvature. */
    static ElementScores saliencies(Calibration calibration) {
        if (calibration.batchNorm() != Normalization.RUNNING) {
            throw new IllegalArgumentException(
                    "the Fisher matrix needs batchNorm: running; with a batch's own statistics an image has no gradient of its own");
        }
        FisherDiagonal fisher = new FisherDiagonal(calibration);
        fisher.observe();
        return new ElementScores(fisher.saliencies(), calibration.batches());
    }

    private void observe() {
        Network network = calibration.network();
        try (Scope scope = calibration.engine().open(calibration.precision());
                Prefetched batches = calibration.ahead()) {
            Map<String, Tensor> weights = Resident.weights(network, scope);
            for (int b = calibration.fromBatch(); b < calibration.toBatch(); b++) {
                Batch batch = batches.next();
                for (int n = 0; n < batch.size(); n++) {
                    addImage(scope, weights, batch, n);
                }
                calibration.progress().advance(b + 1 - calibration.fromBatch(), calibration.batches(), "batches");
            }
        }
    }

    private void addImage(Scope scope, Map<String, Tensor> weights, Batch batch, int n) {
        HostTensor image = batch.input().select(0, new int[] {n});
        int[] label = {batch.labels()[n]};
        try (Scope perImage = scope.child()) {
            gradient.of(perImage, weights, image, label).forEach((name, g) -> addSquares(name, g, batch.size()));
        }
    }

    private void addSquares(String name, HostTensor gradient, int images) {
        double[] sum = sums.computeIfAbsent(name, n -> new double[gradient.size()]);
        double[] values = gradient.doubles();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i] * values[i] / images;
        }
    }

    private Map<String, HostTensor> saliencies() {
        Map<String, HostTensor> saliencies = new LinkedHashMap<>();
        sums.forEach((name, fisher) -> {
            HostTensor theta = calibration.network().weight(name);
            double[] values = theta.doubles().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i] * values[i] * fisher[i] / 2;
            }
            saliencies.put(name, HostTensor.of(theta.shape(), values));
        });
        return saliencies;
    }
}
