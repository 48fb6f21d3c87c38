package io.apoptosis.core.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever units went and came back, in whatever order: the table says what a dense solver says. */
class TableauTest {
    private static final int UNITS = 7;

    @ParameterizedTest
    @CsvSource({"1, 1, 11", "1, 4, 12", "3, 1, 13", "3, 4, 14"})
    void shouldStandWhereTheProblemIsLeastAfterMovesInAnyOrder(int width, int targets, long seed) {
        LeastSquaresProblem problem = LeastSquaresProblem.random(UNITS, width, targets, seed);
        Tableau tableau = problem.tableau();
        Random random = new Random(seed);
        for (int move = 0; move < 40; move++) {
            tableau.move(random.nextInt(UNITS));
            assertThat(tableau.cost()).as("seed " + seed).isCloseTo(problem.cost(tableau::isIn), within(1e-9));
            DMatrixRMaj expected = problem.solution(tableau::isIn);
            for (int unit = 0; unit < UNITS; unit++) {
                for (int row : problem.units().get(unit)) {
                    if (tableau.isIn(unit)) {
                        assertThat(tableau.solution(row)).containsExactly(row(expected, row), Offset.offset(1e-9));
                    }
                }
            }
        }
    }

    /** One that goes, one that comes back, an exchange, and three at once. */
    @ParameterizedTest
    @CsvSource({"1, 1, 21", "3, 4, 22"})
    void shouldTellBeforehandWhatAMoveChangesTheCostBy(int width, int targets, long seed) {
        LeastSquaresProblem problem = LeastSquaresProblem.random(UNITS, width, targets, seed);
        Tableau tableau = problem.tableau();
        tableau.move(2);
        tableau.move(5);
        for (int[] moved : new int[][] {{0}, {2}, {5, 0}, {0, 5}, {1, 2, 3}}) {
            double told = tableau.change(moved);
            double before = tableau.cost();
            for (int unit : moved) {
                tableau.move(unit);
            }
            assertThat(told).isCloseTo(problem.cost(tableau::isIn) - before, within(1e-9));
            for (int unit : moved) {
                tableau.move(unit);
            }
        }
    }

    @Test
    void shouldBeginWithEveryUnitInAtNoCost() {
        LeastSquaresProblem problem = LeastSquaresProblem.random(UNITS, 2, 3, 31);
        Tableau tableau = problem.tableau();
        assertThat(tableau.units()).isEqualTo(UNITS);
        assertThat(tableau.cost()).isZero();
        for (int row = 0; row < problem.a().numRows; row++) {
            assertThat(tableau.solution(row)).containsExactly(row(problem.start(), row), Offset.offset(1e-9));
        }
    }

    private static double[] row(DMatrixRMaj matrix, int row) {
        double[] values = new double[matrix.numCols];
        for (int t = 0; t < values.length; t++) {
            values[t] = matrix.get(row, t);
        }
        return values;
    }
}
