package io.apoptosis.core.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.repair.NormalEquations.Affine;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NormalEquationsTest {
    private static final double[] WEIGHT = {2, -1, 0.5, 0, 3, 1};
    private static final double[] BIAS = {-4, 7};

    private final HostTensor features = RandomNetworks.normal(Shape.of(3, 40), 1, new Random(6));

    @Test
    void findTheAffineMapThatMadeTheTargets() {
        Affine found = equations(40).solve(new double[6], 1e-12);
        assertThat(found.weight()).containsExactly(WEIGHT, Offset.offset(1e-9));
        assertThat(found.bias()).containsExactly(BIAS, Offset.offset(1e-9));
    }

    @Test
    void addUpOverSamples() {
        assertThat(equations(7).solve(new double[6], 0.3).weight())
                .containsExactly(equations(40).solve(new double[6], 0.3).weight(), Offset.offset(1e-12));
    }

    /** A strong ridge keeps the weights where they were; the bias still carries the mean. */
    @Test
    void stayWhereTheyAreWithAStrongRidge() {
        double[] start = {1, 1, 1, 1, 1, 1};
        Affine found = equations(40).solve(start, 1e9);
        assertThat(found.weight()).containsExactly(start, Offset.offset(1e-6));
        assertThat(found.bias()[0]).isNotZero();
    }

    /** Held weights stay zero; what is left is the least-squares answer of the features that are left. */
    @Test
    void solveEachTargetOnTheWeightsThatItHasLeft() {
        double[] mask = {1, 0, 1, 0, 1, 1};
        double[] found = equations(40).solve(new double[6], mask, 1e-12).weight();
        assertThat(found[1]).isZero();
        assertThat(found[3]).isZero();
        assertThat(new double[] {found[4], found[5]}).containsExactly(new double[] {3, 1}, Offset.offset(1e-9));
        double[] best = squaredErrors(found);
        for (int i : new int[] {0, 2}) {
            for (double nudge : new double[] {-1e-3, 1e-3}) {
                double[] moved = found.clone();
                moved[i] += nudge;
                assertThat(squaredErrors(moved)[0]).isGreaterThan(best[0]);
            }
        }
    }

    @Test
    void giveTheSameWithAMaskThatHoldsNothing() {
        double[] start = {1, 1, 1, 1, 1, 1};
        assertThat(equations(7).solve(start, start, 0.3).weight())
                .containsExactly(equations(7).solve(start, 0.3).weight(), Offset.offset(1e-12));
    }

    /** About the means, of each target. */
    private double[] squaredErrors(double[] weight) {
        double[] x = features.doubles();
        double[] errors = new double[2];
        for (int o = 0; o < 2; o++) {
            double[] e = new double[40];
            for (int n = 0; n < 40; n++) {
                for (int i = 0; i < 3; i++) {
                    e[n] += (weight[3 * o + i] - WEIGHT[3 * o + i]) * x[40 * i + n];
                }
            }
            double mean = Arrays.stream(e).average().orElseThrow();
            errors[o] = Arrays.stream(e).map(v -> (v - mean) * (v - mean)).sum();
        }
        return errors;
    }

    @Test
    void tellMeanAndVarianceOfWhatTheWeightsNowGive() {
        Affine found = equations(7).solve(new double[6], 1e-12);
        double[] x = features.doubles();
        for (int o = 0; o < 2; o++) {
            double[] y = new double[40];
            for (int n = 0; n < 40; n++) {
                y[n] = WEIGHT[3 * o] * x[n] + WEIGHT[3 * o + 1] * x[40 + n] + WEIGHT[3 * o + 2] * x[80 + n];
            }
            double mean = Arrays.stream(y).average().orElseThrow();
            double variance =
                    Arrays.stream(y).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
            assertThat(found.mean()[o]).isCloseTo(mean, Offset.offset(1e-9));
            assertThat(found.variance()[o]).isCloseTo(variance, Offset.offset(1e-9));
        }
    }

    @Test
    void leaveTheWeightsOfFeaturesThatNeverMove() {
        NormalEquations dead = new NormalEquations(1, 1);
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            Tensor zeros = scope.of(HostTensor.of(Shape.of(1, 3), 0.0, 0.0, 0.0));
            dead.add(scope, zeros, scope.of(HostTensor.of(Shape.of(1, 3), 5.0, 6.0, 7.0)));
        }
        Affine found = dead.solve(new double[] {0.25}, 0.01);
        assertThat(found.weight()).containsExactly(0.25);
        assertThat(found.bias()).containsExactly(6.0);
    }

    private NormalEquations equations(int perBatch) {
        NormalEquations equations = new NormalEquations(3, 2);
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            Tensor x = scope.of(features);
            Tensor bias = scope.of(HostTensor.of(Shape.of(2, 1), BIAS));
            Tensor t = scope.add(scope.matmul(scope.of(HostTensor.of(Shape.of(2, 3), WEIGHT)), x), bias);
            for (int from = 0; from < 40; from += perBatch) {
                int to = Math.min(40, from + perBatch);
                equations.add(scope, scope.slice(x, 1, from, to, 1), scope.slice(t, 1, from, to, 1));
            }
        }
        return equations;
    }
}
