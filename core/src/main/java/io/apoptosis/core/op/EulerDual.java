package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dual number whose tangent is written as xdot = degree · x + rest. By Euler's theorem an activation that is homogeneous in theta has
 * tangent degree · x and no rest; biases and running means leave one. Through a layer the degree is counted, not computed, so that only the rest
 * costs arithmetic: a convolution needs no sum of primal and tangent before it.
 *
 * @param rest null where it is identically zero
 */
public record EulerDual(Tensor primal, int degree, @Nullable Tensor rest) {
    /** Does not depend on theta. */
    public static EulerDual constant(Tensor primal) {
        return new EulerDual(primal, 0, null);
    }

    static EulerDual of(Dual dual) {
        return new EulerDual(dual.primal(), 0, dual.tangent());
    }

    /** What any operator gives for operands written out. */
    public static EulerDual through(Operator operator, Operands<EulerDual> operands, Execution execution) {
        return of(tangent(operator, operands, 0, execution));
    }

    /** The tangent of an operator of one input whose only rule is how it carries one. */
    static Dual carried(Homogeneous operator, Operands<Dual> operands, Execution execution) {
        List<EulerDual> x = List.of(of(operands.input()));
        return operator.carry(new Operands<>(x, operands.parameters()), execution)
                .dual(execution.scope());
    }

    /** The operator's tangent along the operands' rests beside one degree. */
    static Dual tangent(Operator operator, Operands<EulerDual> operands, int degree, Execution execution) {
        Scope scope = execution.scope();
        List<Dual> rests = operands.inputs().stream()
                .map(x -> new Dual(x.primal, x.restAt(degree, scope)))
                .toList();
        Dual y = operator.tangent(new Operands<>(rests, operands.parameters()), execution);
        for (int i = 0; i < rests.size(); i++) {
            EulerDual x = operands.input(i);
            Tensor written = rests.get(i).tangent();
            if (written != null && written != x.rest && written != x.primal) {
                scope.release(written);
            }
        }
        return y;
    }

    /** Written out. */
    public Dual dual(Scope scope) {
        return new Dual(primal, restAt(0, scope));
    }

    private @Nullable Tensor restAt(int other, Scope scope) {
        if (degree == other) {
            return rest;
        }
        Tensor difference = degree - other == 1 ? primal : scope.scale(primal, degree - other);
        if (rest == null) {
            return difference;
        }
        Tensor sum = scope.add(rest, difference);
        if (difference != primal) {
            scope.release(difference);
        }
        return sum;
    }
}
