package io.apoptosis.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.op.Dual;
import io.apoptosis.core.op.EulerDual;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.op.Homogeneous;
import io.apoptosis.core.op.Linearizable;
import io.apoptosis.core.op.Linearizable.Linearization;
import io.apoptosis.core.op.Operands;
import io.apoptosis.core.op.Operator;
import io.apoptosis.core.op.Shapes;
import io.apoptosis.core.op.Weighted;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;

/**
 * What every operator owes, in float64: the shape it announces is the shape it gives; its tangent along (xdot, theta) is the central
 * difference of its primal; the gradient of its tangent is the central difference of its tangent; a tangent carried through it as degree
 * and rest is that tangent. Where it says more of itself, that is so: slopes are central differences, the transposed map is the adjoint.
 */
public final class OperatorLaws {
    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 1e-6;
    private static final long SEED = 3;

    private final Operator operator;
    private final Map<String, HostTensor> values = new LinkedHashMap<>();
    private final Map<String, HostTensor> directions = new LinkedHashMap<>();
    private final List<String> inputs = new ArrayList<>();
    private final Random random = new Random(SEED);
    private Normalization normalization = Normalization.RUNNING;

    private OperatorLaws(Operator operator) {
        this.operator = operator;
    }

    public static OperatorLaws of(Operator operator) {
        return new OperatorLaws(operator);
    }

    /** Adds an input, every element at least 0.05 away from a kink at 0. */
    public OperatorLaws input(int... dims) {
        String name = "input" + inputs.size();
        inputs.add(name);
        values.put(name, awayFromZero(Shape.of(dims)));
        directions.put(name, RandomNetworks.normal(Shape.of(dims), 1, random));
        return this;
    }

    /** Adds an input of integers from 0 to {@code below - 1}, along which nothing is differentiated. */
    public OperatorLaws ids(int below, int... dims) {
        String name = "input" + inputs.size();
        inputs.add(name);
        Shape shape = Shape.of(dims);
        values.put(
                name, HostTensor.of(shape, random.longs(shape.size(), 0, below).toArray()));
        return this;
    }

    public OperatorLaws parameter(String role, int... dims) {
        HostTensor value = awayFromZero(Shape.of(dims));
        values.put(role, role.endsWith("running_var") ? value.map(Math::abs) : value);
        return this;
    }

    public OperatorLaws with(Normalization mode) {
        normalization = mode;
        return this;
    }

    public void hold() {
        shapeIsAnnounced();
        tangentIsTheCentralDifference();
        gradientOfTheTangentIsTheCentralDifference();
        carriedTangentIsTheSameWrittenOut();
        slopesAreTheCentralDifferences();
        transposedMapIsTheAdjoint();
    }

    private HostTensor awayFromZero(Shape shape) {
        return RandomNetworks.normal(shape, 1, random).map(v -> Math.signum(v) * (0.05 + Math.abs(v)));
    }

    private void shapeIsAnnounced() {
        Map<String, Shape> parameters = new LinkedHashMap<>();
        values.forEach((name, tensor) -> parameters.put(name, tensor.shape()));
        List<Shape> shapes = inputs.stream().map(parameters::get).toList();
        parameters.keySet().removeAll(inputs);
        assertThat(operator.shape(new Shapes(shapes, parameters)))
                .isEqualTo(primal(values).shape());
    }

    private void tangentIsTheCentralDifference() {
        double[] tangent = tangent(values, directions).doubles();
        double[] ahead = primal(moved(STEP)).doubles();
        double[] behind = primal(moved(-STEP)).doubles();
        double scale = scale(tangent);
        for (int i = 0; i < tangent.length; i++) {
            assertThat((ahead[i] - behind[i]) / (2 * STEP) - tangent[i])
                    .as("tangent[%d] of %s, seed %d", i, operator, SEED)
                    .isBetween(-TOLERANCE * scale, TOLERANCE * scale);
        }
    }

    /** x + t xdot, (1 + t) theta: the line that the tangent is the derivative along. */
    private Map<String, HostTensor> moved(double t) {
        Map<String, HostTensor> result = new LinkedHashMap<>(values);
        directions.forEach((name, direction) -> result.put(name, sum(values.get(name), direction, t)));
        operator.trainable().forEach(role -> result.computeIfPresent(role, (r, theta) -> theta.map(v -> v * (1 + t))));
        return result;
    }

    /** The tangent as a function of inputs, their directions and parameters, along a random line through all of them. */
    private void gradientOfTheTangentIsTheCentralDifference() {
        Map<String, HostTensor> point = new LinkedHashMap<>(values);
        directions.forEach((name, direction) -> point.put(dotOf(name), direction));
        Map<String, HostTensor> way = new LinkedHashMap<>();
        point.forEach((name, tensor) -> {
            if (!values.containsKey(name)
                    || directions.containsKey(name)
                    || operator.trainable().contains(name)) {
                way.put(name, RandomNetworks.normal(tensor.shape(), 1, random));
            }
        });
        HostTensor weights = RandomNetworks.normal(primal(values).shape(), 1, random);
        double ahead = along(shifted(point, way, STEP), weights);
        double behind = along(shifted(point, way, -STEP), weights);
        double expected = (ahead - behind) / (2 * STEP);
        assertThat(derivative(point, way, weights))
                .as("gradient through the tangent of %s, seed %d", operator, SEED)
                .isCloseTo(expected, Offset.offset(TOLERANCE * Math.max(1, Math.abs(expected))));
    }

    private void carriedTangentIsTheSameWrittenOut() {
        if (operator instanceof Homogeneous homogeneous) {
            for (int degree : new int[] {0, 1, 5}) {
                carried(homogeneous, degree, true);
                carried(homogeneous, degree, false);
            }
        }
    }

    /** Operands of degree, degree + 1, …, with or without a rest. */
    private void carried(Homogeneous homogeneous, int degree, boolean withRest) {
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            Map<String, Tensor> tensors = in(scope, values);
            List<EulerDual> carried = IntStream.range(0, inputs.size())
                    .mapToObj(i -> new EulerDual(
                            tensors.get(inputs.get(i)),
                            degree + i,
                            withRest ? direction(scope, inputs.get(i), directions) : null))
                    .toList();
            Execution execution = new Execution(scope, normalization);
            Dual expected = EulerDual.through(operator, new Operands<>(carried, tensors), execution)
                    .dual(scope);
            Dual actual = homogeneous
                    .carry(new Operands<>(carried, tensors), execution)
                    .dual(scope);
            assertThat(tangentOf(actual, scope))
                    .as("tangent of %s carried from degree %d, %s rest", operator, degree, withRest ? "with" : "no")
                    .containsExactly(tangentOf(expected, scope), Offset.offset(1e-9));
            assertThat(scope.read(actual.primal()).doubles())
                    .containsExactly(scope.read(expected.primal()).doubles(), Offset.offset(1e-12));
        }
    }

    private void slopesAreTheCentralDifferences() {
        if (operator instanceof Linearizable linearizable) {
            for (int degree : new int[] {0, 2}) {
                slopes(linearizable, degree);
            }
        }
    }

    private void slopes(Linearizable linearizable, int degree) {
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            Tensor x = scope.of(values.get(inputs.get(0)));
            Tensor r = scope.of(directions.get(inputs.get(0)));
            Linearization at = linearizable.linearize(scope, new EulerDual(x, degree, r));
            EulerDual ahead = linearizable
                    .linearize(scope, new EulerDual(scope.shift(x, STEP), degree, r))
                    .y();
            EulerDual behind = linearizable
                    .linearize(scope, new EulerDual(scope.shift(x, -STEP), degree, r))
                    .y();
            EulerDual along = linearizable
                    .linearize(scope, new EulerDual(x, degree, scope.shift(r, 1)))
                    .y();

            Tensor bent = scope.scale(at.slope(), at.degree());
            Tensor bend = at.bend();
            isQuotient(scope, ahead.primal(), behind.primal(), at.slope());
            isQuotient(scope, ahead.rest(), behind.rest(), bend == null ? bent : scope.add(bent, bend));
            assertThat(scope.read(scope.sub(along.rest(), at.y().rest())).doubles())
                    .as("rest of %s along its input's", operator)
                    .containsExactly(scope.read(at.slope()).doubles(), Offset.offset(1e-9));
        }
    }

    private void isQuotient(Scope scope, Tensor ahead, Tensor behind, Tensor expected) {
        double[] slopes = scope.read(expected).doubles();
        assertThat(scope.read(scope.scale(scope.sub(ahead, behind), 1 / (2 * STEP)))
                        .doubles())
                .as("slope of %s, seed %d", operator, SEED)
                .containsExactly(slopes, Offset.offset(TOLERANCE * scale(slopes)));
    }

    private void transposedMapIsTheAdjoint() {
        if (!(operator instanceof Weighted layer) || layer.transposed() == null) {
            return;
        }
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            Map<String, Tensor> tensors = in(scope, values);
            Tensor x = tensors.get(inputs.get(0));
            Tensor weight = layer.coefficients(
                            new Operands<>(List.of(), tensors), new Execution(scope, Normalization.RUNNING))
                    .weight();
            Tensor y = layer.weigh(scope, x, weight, null);
            Tensor bar = scope.of(RandomNetworks.normal(y.shape(), 1, random));
            Tensor back = layer.transposed().weigh(scope, bar, layer.turned(scope, weight), null);

            assertThat(back.shape()).isEqualTo(x.shape());
            double there = dot(scope.read(y), scope.read(bar));
            assertThat(dot(scope.read(x), scope.read(back)))
                    .as("adjoint of %s, seed %d", operator, SEED)
                    .isCloseTo(there, Offset.offset(1e-9 * Math.max(1, Math.abs(there))));
        }
    }

    private static double[] tangentOf(Dual dual, Scope scope) {
        return dual.tangent() == null
                ? new double[Math.toIntExact(dual.primal().shape().size())]
                : scope.read(dual.tangent()).doubles();
    }

    private static String dotOf(String input) {
        return input + ".dot";
    }

    private static Map<String, HostTensor> shifted(
            Map<String, HostTensor> point, Map<String, HostTensor> way, double t) {
        Map<String, HostTensor> result = new LinkedHashMap<>(point);
        way.forEach((name, direction) -> result.put(name, sum(point.get(name), direction, t)));
        return result;
    }

    /** sum(weights * ydot): a scalar to differentiate. */
    private double along(Map<String, HostTensor> point, HostTensor weights) {
        Map<String, HostTensor> dots = new LinkedHashMap<>();
        directions.keySet().forEach(name -> dots.put(name, point.get(dotOf(name))));
        return dot(tangent(point, dots), weights);
    }

    private double derivative(Map<String, HostTensor> point, Map<String, HostTensor> way, HostTensor weights) {
        try (Scope scope = new DjlEngine().open(DType.FLOAT64);
                Gradients gradients = scope.record()) {
            Map<String, Tensor> live = new LinkedHashMap<>();
            in(scope, point)
                    .forEach((name, tensor) -> live.put(name, way.containsKey(name) ? scope.variable(tensor) : tensor));
            List<Dual> duals = inputs.stream()
                    .map(name -> new Dual(live.get(name), live.get(dotOf(name))))
                    .toList();
            Tensor ydot = operator.tangent(new Operands<>(duals, live), new Execution(scope, normalization))
                    .tangent();
            int[] all = IntStream.range(0, ydot.shape().rank()).toArray();
            gradients.backward(scope.sum(scope.mul(ydot, scope.of(weights)), all, false));
            return way.entrySet().stream()
                    .mapToDouble(direction ->
                            dot(scope.read(gradients.of(live.get(direction.getKey()))), direction.getValue()))
                    .sum();
        }
    }

    private static double dot(HostTensor a, HostTensor b) {
        double total = 0;
        for (int i = 0; i < a.size(); i++) {
            total += a.doubles()[i] * b.doubles()[i];
        }
        return total;
    }

    private HostTensor primal(Map<String, HostTensor> at) {
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            Map<String, Tensor> tensors = in(scope, at);
            List<Tensor> operands = inputs.stream().map(tensors::get).toList();
            return scope.read(operator.apply(new Operands<>(operands, tensors), new Execution(scope, normalization)));
        }
    }

    private HostTensor tangent(Map<String, HostTensor> at, Map<String, HostTensor> along) {
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            Dual y = operator.tangent(duals(scope, in(scope, at), along), new Execution(scope, normalization));
            return scope.read(y.tangent());
        }
    }

    private Operands<Dual> duals(Scope scope, Map<String, Tensor> tensors, Map<String, HostTensor> along) {
        List<Dual> duals = inputs.stream()
                .map(name -> new Dual(tensors.get(name), direction(scope, name, along)))
                .toList();
        return new Operands<>(duals, tensors);
    }

    private static @Nullable Tensor direction(Scope scope, String input, Map<String, HostTensor> along) {
        HostTensor direction = along.get(input);
        return direction == null ? null : scope.of(direction);
    }

    private static Map<String, Tensor> in(Scope scope, Map<String, HostTensor> at) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        at.forEach((name, tensor) -> tensors.put(name, scope.of(tensor)));
        return tensors;
    }

    private static HostTensor sum(HostTensor a, HostTensor b, double factor) {
        double[] result = a.doubles().clone();
        for (int i = 0; i < result.length; i++) {
            result[i] += factor * b.doubles()[i];
        }
        return HostTensor.of(a.shape(), result);
    }

    private static double scale(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(1);
    }
}
