package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GateJacobianTest {
    /** Every gate, those of the residual stream included, and every image's own row. */
    @Test
    void equalsCentralDifferences() {
        Network network = CalibrationFixture.network();
        Calibration calibration = CalibrationFixture.calibration(network, 4, 0, 1);
        GatedLogits logits = new GatedLogits(calibration);
        Gates gates = Gates.of(network);
        GateJacobian jacobian = jacobian(calibration, gates, logits);
        assertThat(jacobian.gates()).isEqualTo(14);
        assertThat(jacobian.samples()).isEqualTo(4);
        for (int c = 0; c < gates.count(); c++) {
            int gate = c;
            double[] column = IntStream.range(0, jacobian.logits().size())
                    .mapToDouble(row -> jacobian.rows()[row * gates.count() + gate])
                    .toArray();
            assertThat(column).as("gate " + c).containsExactly(logits.derivative(c), Offset.offset(1e-7));
        }
    }

    private static GateJacobian jacobian(Calibration calibration, Gates gates, GatedLogits logits) {
        Network network = calibration.network();
        try (Scope scope = calibration.engine().open(calibration.precision())) {
            Map<String, Tensor> weights = new HashMap<>();
            network.weights().forEach((name, tensor) -> weights.put(name, scope.of(tensor)));
            return GateJacobian.of(
                    scope, network, gates, weights, logits.batch().input());
        }
    }
}
