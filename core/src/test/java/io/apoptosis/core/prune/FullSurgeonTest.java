package io.apoptosis.core.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class FullSurgeonTest {
    private static final int GATES = 6;
    private static final double RIDGE = 0.1;

    private final double[] curvature = curvature(new Random(8));
    private final double[] gradient = new Random(9).doubles(GATES, -0.1, 0.1).toArray();

    @Test
    void downDatedInverseIsTheFreshInverseOfWhatIsLeft() {
        FullSurgeon surgeon = new FullSurgeon(gradient, curvature, RIDGE);
        surgeon.remove(4);
        surgeon.remove(1);
        int[] left = {0, 2, 3, 5};
        DMatrixRMaj fresh = inverse(left);
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < left.length; j++) {
                assertThat(surgeon.inverse()[left[i]][left[j]]).isCloseTo(fresh.get(i, j), within(1e-10));
            }
        }
    }

    /** Whatever the order of removal: with those at 0, the rest stands where the model is least, and the costs add up to its rise. */
    @Test
    void leavesTheOtherGatesWhereTheModelIsLeast() {
        FullSurgeon surgeon = new FullSurgeon(gradient, curvature, RIDGE);
        double start = model(surgeon.gates());
        double cost = surgeon.cost(4);
        surgeon.remove(4);
        cost += surgeon.cost(1);
        surgeon.remove(1);
        double[] gates = surgeon.gates();
        assertThat(gates[4]).isZero();
        assertThat(gates[1]).isZero();
        assertThat(model(gates) - start).isCloseTo(cost, within(1e-12));
        for (int c : new int[] {0, 2, 3, 5}) {
            for (double step : new double[] {-1e-3, 1e-3}) {
                double[] moved = gates.clone();
                moved[c] += step;
                assertThat(model(moved)).isGreaterThan(model(gates));
            }
        }
        surgeon.remove(0);
        assertThat(new double[] {surgeon.gates()[1], surgeon.gates()[4]}).containsExactly(0.0, 0.0);
    }

    @Test
    void withoutAGradientTheGatesBeginAtOne() {
        assertThat(new FullSurgeon(new double[GATES], curvature, RIDGE).gates())
                .containsExactly(new double[] {1, 1, 1, 1, 1, 1}, Offset.offset(0.0));
    }

    @Test
    void refusesACurvatureThatIsNone() {
        assertThatThrownBy(() -> new FullSurgeon(new double[1], new double[] {-1}, RIDGE))
                .hasMessageContaining("raise the ridge");
    }

    private double model(double[] gates) {
        double value = 0;
        double[] regular = regular();
        for (int i = 0; i < GATES; i++) {
            value += gradient[i] * (gates[i] - 1);
            for (int j = 0; j < GATES; j++) {
                value += 0.5 * regular[i * GATES + j] * (gates[i] - 1) * (gates[j] - 1);
            }
        }
        return value;
    }

    private DMatrixRMaj inverse(int[] left) {
        DMatrixRMaj part = new DMatrixRMaj(left.length, left.length);
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < left.length; j++) {
                part.set(i, j, regular()[left[i] * GATES + left[j]]);
            }
        }
        CommonOps_DDRM.invert(part);
        return part;
    }

    private double[] regular() {
        double trace = 0;
        for (int i = 0; i < GATES; i++) {
            trace += curvature[i * GATES + i];
        }
        double[] regular = curvature.clone();
        for (int i = 0; i < GATES; i++) {
            regular[i * GATES + i] += RIDGE * trace / GATES;
        }
        return regular;
    }

    private static double[] curvature(Random random) {
        return GateModels.curvature(random, GATES, 4);
    }
}
