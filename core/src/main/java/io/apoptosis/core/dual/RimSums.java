package io.apoptosis.core.dual;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.op.EulerDual;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One sum for every index of the axes that are asked for, float64, and the reductions that fill them. */
final class RimSums {
    private final Scope scope;
    private final Map<AxisRef, double[]> sums = new LinkedHashMap<>();

    /** @param wanted the axes and their extents */
    RimSums(Scope scope, Map<AxisRef, Integer> wanted) {
        this.scope = scope;
        wanted.forEach((axis, extent) -> sums.put(axis, new double[extent]));
    }

    boolean wants(AxisRef axis) {
        return sums.containsKey(axis);
    }

    /** To each of the axes. */
    void add(List<AxisRef> axes, Tensor values) {
        double[] read = scope.read(values).doubles();
        axes.forEach(axis -> add(axis, read));
    }

    /** More values than the axis has indices are those of several groups, one after the other. */
    void add(AxisRef axis, double[] values) {
        double[] sum = Objects.requireNonNull(sums.get(axis), axis::toString);
        for (int i = 0; i < values.length; i++) {
            sum[i % sum.length] += values[i];
        }
    }

    /** Over all axes but one. */
    Tensor over(Tensor values, int kept) {
        int[] axes = IntStream.range(0, values.shape().rank())
                .filter(axis -> axis != kept)
                .toArray();
        return scope.sum(values, axes, false);
    }

    /** Of a value ⊙ the derivatives by it, primal and rest; null where there are none. */
    @Nullable
    Tensor inner(EulerDual value, @Nullable Tensor primalBar, @Nullable Tensor restBar, int kept) {
        Tensor primal = product(value.primal(), primalBar, kept);
        Tensor rest = product(value.rest(), restBar, kept);
        if (primal == null || rest == null) {
            return primal == null ? rest : primal;
        }
        return scope.add(primal, rest);
    }

    private @Nullable Tensor product(@Nullable Tensor value, @Nullable Tensor bar, int kept) {
        if (value == null || bar == null) {
            return null;
        }
        Tensor products = scope.mul(value, bar);
        Tensor sum = over(products, kept);
        scope.release(products);
        return sum;
    }

    /** By the axes' names. */
    Map<String, HostTensor> read() {
        Map<String, HostTensor> read = new LinkedHashMap<>();
        sums.forEach((axis, values) -> read.put(axis.toString(), HostTensor.of(Shape.of(values.length), values)));
        return read;
    }
}
