package io.apoptosis.core.importance;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.dual.CrossEntropy;
import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** L(t) = L((1 + t) theta), the loss along the ray through theta, summed over a calibration's batches. */
final class ScaledLoss {
    /** Small enough that no activation of the fixture crosses the kink of its ReLU, large enough for float64. */
    private static final double STEP = 1e-5;

    private final Calibration calibration;

    ScaledLoss(Calibration calibration) {
        this.calibration = calibration;
    }

    /** L'(0) by a central difference. */
    double slope() {
        return (at(STEP) - at(-STEP)) / (2 * STEP);
    }

    /** L''(0) by a central difference. */
    double curvature() {
        return (at(STEP) + at(-STEP) - 2 * at(0)) / (STEP * STEP);
    }

    /** The same calibration of the network with every trainable parameter multiplied. */
    static Calibration scaled(Calibration calibration, double factor) {
        Network network = calibration.network();
        Map<String, HostTensor> weights = new HashMap<>(network.weights());
        network.graph().trainable().forEach(name -> weights.computeIfPresent(name, (n, w) -> w.map(v -> v * factor)));
        return new Calibration(
                calibration.engine(),
                new Network(network.graph(), weights),
                calibration.images(),
                calibration.batchSize(),
                calibration.fromBatch(),
                calibration.toBatch(),
                calibration.batchNorm(),
                calibration.precision(),
                calibration.seed(),
                calibration.progress());
    }

    private double at(double t) {
        Network network = calibration.network();
        try (Scope scope = calibration.engine().open(calibration.precision())) {
            Map<String, Tensor> weights = new HashMap<>();
            network.weights().forEach((name, tensor) -> {
                boolean trainable = network.graph().trainable().contains(name);
                HostTensor scaled = trainable ? tensor.map(v -> v * (1 + t)) : tensor;
                weights.put(name, scope.of(scaled));
            });
            Execution execution = new Execution(scope, calibration.batchNorm());
            return IntStream.range(calibration.fromBatch(), calibration.toBatch())
                    .mapToDouble(b -> loss(execution, weights, b))
                    .sum();
        }
    }

    private double loss(Execution execution, Map<String, Tensor> weights, int b) {
        int size = calibration.batchSize();
        Batch batch = calibration
                .images()
                .batch(IntStream.range(b * size, (b + 1) * size).toArray());
        Scope scope = execution.scope();
        Tensor logits = new ForwardPass(calibration.network().graph()).run(execution, weights, scope.of(batch.input()));
        return scope.read(CrossEntropy.loss(scope, logits, batch.labels())).doubles()[0];
    }
}
