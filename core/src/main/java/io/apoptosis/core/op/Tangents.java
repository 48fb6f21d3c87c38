package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sums and skips of tangents that may be zero, written once, so that a tangent rule is one line. */
final class Tangents {
    private Tangents() {}

    /** a + b where either may be zero. */
    static @Nullable Tensor add(Scope scope, @Nullable Tensor a, @Nullable Tensor b) {
        if (a == null) {
            return b;
        }
        return b == null ? a : scope.add(a, b);
    }

    /** A tangent in the result's shape, and a tensor of its own: what belongs to an operand is freed with the operand. */
    static @Nullable Tensor broadcast(Scope scope, @Nullable Tensor tangent, Shape shape) {
        return tangent == null ? null : scope.expand(tangent, shape);
    }

    /** The sum of two tangents, a tensor of its own in the result's shape. */
    static @Nullable Tensor sum(Scope scope, @Nullable Tensor a, @Nullable Tensor b, Shape shape) {
        if (a == null || b == null) {
            return broadcast(scope, a == null ? b : a, shape);
        }
        Tensor sum = scope.add(a, b);
        return sum.shape().equals(shape) ? sum : scope.expand(sum, shape);
    }

    /** A tangent that is the same at every place of a channel, in the result's shape (N, C, …). */
    static Tensor channelwise(Scope scope, Tensor vector, Shape shape) {
        return along(scope, vector, 1, shape);
    }

    /** A vector along one axis, in the result's shape. */
    static Tensor along(Scope scope, Tensor vector, int axis, Shape shape) {
        return scope.expand(along(scope, vector, axis, shape.rank()), shape);
    }

    /** A linear operator without parameters: the same map for primal and tangent. */
    static Dual linear(Dual x, UnaryOperator<Tensor> map) {
        Tensor tangent = x.tangent();
        return new Dual(map.apply(x.primal()), tangent == null ? null : map.apply(tangent));
    }

    /** Reshapes a per-channel vector (C) so that it broadcasts over an N,C,… tensor of the given rank. */
    static Tensor perChannel(Scope scope, Tensor vector, int rank) {
        return along(scope, vector, 1, rank);
    }

    private static Tensor along(Scope scope, Tensor vector, int axis, int rank) {
        int[] dims = new int[rank];
        Arrays.fill(dims, 1);
        dims[axis] = vector.shape().dim(0);
        return scope.reshape(vector, Shape.of(dims));
    }
}
