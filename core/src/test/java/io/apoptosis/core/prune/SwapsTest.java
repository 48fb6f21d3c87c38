package io.apoptosis.core.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwapsTest {
    private static final int UNITS = 9;
    private static final double ROUNDING = 1e-9;

    /** Only units of the same parity take each other's place in half of the cases. */
    @ParameterizedTest
    @CsvSource({"41, 1", "42, 1", "43, 1", "44, 2", "45, 2", "46, 2"})
    void shouldLowerTheCostEachTimeAndEndWhereNoAdmissibleSwapDoes(long seed, int kinds) {
        LeastSquaresProblem problem = LeastSquaresProblem.random(UNITS, 2, 3, seed);
        Tableau tableau = withFirstOut(problem, 4);
        Swaps swaps = new Swaps(tableau, (back, out) -> back % kinds == out % kinds);
        List<Double> costs = new ArrayList<>(List.of(problem.cost(tableau::isIn)));
        while (swaps.make()) {
            costs.add(problem.cost(tableau::isIn));
            assertThat(out(tableau)).as("seed " + seed).hasSize(4);
        }
        assertThat(costs).as("seed " + seed).hasSizeGreaterThan(1).isSortedAccordingTo((x, y) -> Double.compare(y, x));
        assertThat(leastAfterASwap(problem, tableau, kinds))
                .as("seed " + seed)
                .isGreaterThan(costs.get(costs.size() - 1) - ROUNDING);
    }

    @Test
    void shouldTakeTheBestSwapFirst() {
        LeastSquaresProblem problem = LeastSquaresProblem.random(UNITS, 1, 1, 47);
        Tableau tableau = withFirstOut(problem, 3);
        double best = leastAfterASwap(problem, tableau, 1);
        assertThat(new Swaps(tableau, (back, out) -> true).make()).isTrue();
        assertThat(problem.cost(tableau::isIn)).isBetween(best - ROUNDING, best + ROUNDING);
    }

    @Test
    void shouldEndAtTheSamePlaceAllAtOnceAsOneByOne() {
        LeastSquaresProblem problem = LeastSquaresProblem.random(UNITS, 2, 3, 41);
        Tableau allAtOnce = withFirstOut(problem, 4);
        new Swaps(allAtOnce, (back, out) -> true).makeAll();
        Tableau oneByOne = withFirstOut(problem, 4);
        Swaps swaps = new Swaps(oneByOne, (back, out) -> true);
        while (swaps.make()) {
            assertThat(out(oneByOne)).hasSize(4);
        }
        assertThat(out(allAtOnce)).isEqualTo(out(oneByOne)).isNotEqualTo(List.of(0, 1, 2, 3));
    }

    @Test
    void shouldLeaveASetThatNothingMayJoin() {
        LeastSquaresProblem problem = LeastSquaresProblem.random(UNITS, 1, 1, 47);
        Tableau tableau = withFirstOut(problem, 3);
        assertThat(new Swaps(tableau, (back, out) -> false).make()).isFalse();
        assertThat(out(tableau)).containsExactly(0, 1, 2);
    }

    private static Tableau withFirstOut(LeastSquaresProblem problem, int count) {
        Tableau tableau = problem.tableau();
        for (int unit = 0; unit < count; unit++) {
            tableau.move(unit);
        }
        return tableau;
    }

    private static List<Integer> out(Tableau tableau) {
        List<Integer> out = new ArrayList<>();
        for (int unit = 0; unit < tableau.units(); unit++) {
            if (!tableau.isIn(unit)) {
                out.add(unit);
            }
        }
        return out;
    }

    /** Brute force: every admissible pair, each solved afresh. */
    private static double leastAfterASwap(LeastSquaresProblem problem, Tableau tableau, int kinds) {
        double least = Double.POSITIVE_INFINITY;
        for (int back : out(tableau)) {
            for (int out = 0; out < UNITS; out++) {
                if (tableau.isIn(out) && back % kinds == out % kinds) {
                    int goes = out;
                    IntPredicate then = unit -> unit == back || (tableau.isIn(unit) && unit != goes);
                    least = Math.min(least, problem.cost(then));
                }
            }
        }
        return least;
    }
}
