package io.apoptosis.core.importance;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The logits of the first batch with the gates wherever one likes, by folding them into the weights: no gated pass, no derivative. */
final class GatedLogits {
    private static final double STEP = 1e-6;

    private final Calibration calibration;
    private final Gates gates;

    GatedLogits(Calibration calibration) {
        this.calibration = calibration;
        this.gates = Gates.of(calibration.network());
    }

    Batch batch() {
        return calibration
                .images()
                .batch(IntStream.range(0, calibration.batchSize()).toArray());
    }

    double[] at(double[] values) {
        Network network = gates.fold(values);
        try (Scope scope = calibration.engine().open(calibration.precision())) {
            Map<String, Tensor> weights = new HashMap<>();
            network.weights().forEach((name, tensor) -> weights.put(name, scope.of(tensor)));
            Execution execution = new Execution(scope, Normalization.RUNNING);
            return scope.read(new ForwardPass(network.graph()).run(execution, weights, scope.of(batch().input())))
                    .doubles();
        }
    }

    /** d logits / d gate c by a central difference. */
    double[] derivative(int c) {
        double[] up = at(moved(c, STEP));
        double[] down = at(moved(c, -STEP));
        return IntStream.range(0, up.length)
                .mapToDouble(i -> (up[i] - down[i]) / (2 * STEP))
                .toArray();
    }

    private double[] moved(int c, double step) {
        double[] values = new double[gates.count()];
        Arrays.fill(values, 1);
        values[c] += step;
        return values;
    }
}
