package io.apoptosis.core.importance;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.Gates.Reading;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** One recorded forward pass of a batch, whose logits are led back to each image's gates as often as one likes. */
final class GatePullback {
    private final Scope scope;
    private final Gradients gradients;
    private final int gates;
    private final Tensor logits;
    private final List<Reading> readings;
    private final List<Tensor> leaves;

    /** @param gradients a recording of {@code scope}'s under which the pass takes place */
    GatePullback(
            Scope scope,
            Gradients gradients,
            Network network,
            Gates gates,
            Map<String, Tensor> weights,
            HostTensor images) {
        this.scope = scope;
        this.gradients = gradients;
        this.gates = gates.count();
        GatedPass pass = new GatedPass(scope, gates);
        this.logits = pass.logits(network.graph(), weights, scope.of(images));
        this.readings = List.copyOf(pass.leaves().keySet());
        this.leaves = List.copyOf(pass.leaves().values());
    }

    /** (N, classes). */
    HostTensor logits() {
        return scope.read(logits);
    }

    /**
     * Adds sum_c cotangent_nc d logit_nc / d gates of every image n to row n * rowsPerImage + row.
     *
     * @param cotangent (N x classes)
     * @param rows (N x rowsPerImage, gates)
     */
    void add(double[] cotangent, double[] rows, int rowsPerImage, int row) {
        Tensor seed = scope.of(
                HostTensor.of(Shape.of(logits.shape().dim(0), logits.shape().dim(1)), cotangent));
        List<Tensor> derivatives = gradients.pullback(logits, seed, leaves);
        for (int r = 0; r < leaves.size(); r++) {
            double[] values = scope.read(derivatives.get(r)).doubles();
            int[] numbers = readings.get(r).gates();
            for (int n = 0; n < values.length / numbers.length; n++) {
                int start = (n * rowsPerImage + row) * gates;
                for (int i = 0; i < numbers.length; i++) {
                    if (numbers[i] >= 0) {
                        rows[start + numbers[i]] += values[n * numbers.length + i];
                    }
                }
            }
            scope.release(derivatives.get(r));
        }
    }
}
