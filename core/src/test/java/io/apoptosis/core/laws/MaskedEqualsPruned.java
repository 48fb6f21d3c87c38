package io.apoptosis.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.ForwardPass;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.prune.Cut;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Law: zeroing units wherever they appear changes the logits exactly as removing them does. */
public final class MaskedEqualsPruned {
    private static final double TOLERANCE = 1e-5;

    private MaskedEqualsPruned() {}

    public static void check(Network network, List<Unit> units, long seed) {
        assertThat(units).as("units to remove").isNotEmpty();
        HostTensor input = RandomNetworks.input(network, 2, seed);
        Map<String, HostTensor> masks = masks(network, units);
        double[] masked = logits(KeptLayerNorms.in(network, units), input, masks);
        double[] dense = logits(network, input, Map.of());
        double[] pruned = logits(Cut.remove(network, units), input, Map.of());
        assertThat(largestDifference(masked, pruned))
                .as("masked - pruned, seed " + seed)
                .isLessThan(TOLERANCE * Math.max(1, largest(dense)));
        assertThat(largestDifference(dense, pruned))
                .as("a cut that changes nothing tests nothing")
                .isGreaterThan(1e-3);
    }

    private static Map<String, HostTensor> masks(Network network, List<Unit> units) {
        ShapeInference shapes = ShapeInference.of(network);
        Map<String, HostTensor> masks = new HashMap<>();
        for (Unit unit : units) {
            unit.members().forEach((axis, indices) -> {
                if (axis.kind() == AxisRef.Kind.VALUE) {
                    HostTensor mask = masks.computeIfAbsent(axis.name(), name -> ones(shapes.value(name)));
                    Arrays.stream(indices).forEach(i -> erase(mask, axis.axis(), i));
                }
            });
        }
        return masks;
    }

    private static HostTensor ones(Shape value) {
        double[] mask = new double[Math.toIntExact(value.size())];
        Arrays.fill(mask, 1);
        return HostTensor.of(value, mask);
    }

    private static void erase(HostTensor mask, int axis, int index) {
        Shape shape = mask.shape();
        for (int outer = 0; outer < shape.outer(axis); outer++) {
            int from = (outer * shape.dim(axis) + index) * shape.inner(axis);
            Arrays.fill(mask.doubles(), from, from + shape.inner(axis), 0);
        }
    }

    private static double[] logits(Network network, HostTensor input, Map<String, HostTensor> masks) {
        try (Scope scope = new DjlEngine().open(DType.FLOAT32)) {
            Map<String, Tensor> weights = new HashMap<>();
            network.weights().forEach((name, tensor) -> weights.put(name, scope.of(tensor)));
            Map<String, Tensor> inScope = new HashMap<>();
            masks.forEach((name, mask) -> inScope.put(name, scope.of(mask)));
            Execution execution = new Execution(scope, Normalization.RUNNING);
            return scope.read(new ForwardPass(network.graph()).masked(execution, weights, scope.of(input), inScope))
                    .doubles();
        }
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    private static double largestDifference(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> Math.abs(a[i] - b[i]))
                .max()
                .orElse(0);
    }
}
