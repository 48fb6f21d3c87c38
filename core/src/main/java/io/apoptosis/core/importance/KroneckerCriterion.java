package io.apoptosis.core.importance;

import io.apoptosis.core.graph.Network;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * A criterion on {@link KroneckerFactors} of the empirical Fisher matrix. The factors add up over shards; scores are a function of their
 * total.
 */
interface KroneckerCriterion extends Criterion {
    @Override
    default ShardSums observe(Calibration calibration) {
        return KroneckerPass.observe(calibration);
    }

    @Override
    default AxisScores scores(Network network, ShardSums total) {
        LayerScores scores = new LayerScores(network);
        for (Layer layer : Layer.of(network)) {
            List<KroneckerFactors> groups = KroneckerFactors.of(layer, total);
            int rows = layer.outputs() / groups.size();
            double[] outputs = new double[layer.outputs()];
            double[] inputs = new double[layer.inputs()];
            for (int group = 0; group < groups.size(); group++) {
                RowsAndColumns cost = cost(rowsOf(layer, group * rows, rows), groups.get(group));
                System.arraycopy(cost.rows(), 0, outputs, group * rows, rows);
                for (int input = 0; input < inputs.length; input++) {
                    inputs[input] += Arrays.stream(layer.columns(input))
                            .mapToDouble(i -> cost.columns()[i])
                            .sum();
                }
            }
            scores.rows(layer, outputs);
            if (countsInputs()) {
                scores.columns(layer, inputs);
            }
        }
        return scores.done();
    }

    /** Whether the columns that read a channel have a say, beside the rows that make it. */
    boolean countsInputs();

    /**
     * What it costs to remove each row of {@code weight} (outputs x width), and each column: the latter are not read unless {@link
     * #countsInputs}.
     */
    RowsAndColumns cost(DMatrixRMaj weight, KroneckerFactors factors);

    private static DMatrixRMaj rowsOf(Layer layer, int from, int count) {
        DMatrixRMaj rows = new DMatrixRMaj(count, layer.width());
        for (int row = 0; row < count; row++) {
            System.arraycopy(layer.row(from + row), 0, rows.data, row * layer.width(), layer.width());
        }
        return rows;
    }
}
