package io.apoptosis.core.dual;

import io.apoptosis.core.dual.Carried.Source;
import io.apoptosis.core.op.EulerDual;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the engine differentiates.
 *
 * @param recorded from the sources' variables, and from parameters
 */
record Recorded(Scope scope, List<Source> sources, EulerDual recorded, Carried value) implements Piece {
    static Recorded of(Scope scope, List<Source> sources, EulerDual recorded) {
        return new Recorded(scope, sources, recorded, Carried.of(numbers(scope, recorded)));
    }

    @Override
    public void pullBack(Gradients gradients) {
        back(gradients, recorded, value.primalBar(), value.restBar());
        for (Source source : sources) {
            source.gather(scope, gradients);
            Carried.release(scope, source.variables());
        }
        Carried.release(scope, recorded);
        value.release(scope);
    }

    /** From a recorded value to the variables that it was recorded from. */
    static void back(Gradients gradients, EulerDual recorded, @Nullable Tensor primalBar, @Nullable Tensor restBar) {
        Tensor rest = recorded.rest();
        boolean alongRest = rest != null && restBar != null;
        if (primalBar != null) {
            gradients.accumulate(recorded.primal(), primalBar, !alongRest);
        }
        if (rest != null && restBar != null) {
            gradients.accumulate(rest, restBar, true);
        }
    }

    /** Leaves of a recording. */
    static EulerDual variables(Scope scope, EulerDual value) {
        Tensor rest = value.rest();
        return new EulerDual(
                scope.variable(value.primal()), value.degree(), rest == null ? null : scope.variable(rest));
    }

    /** Cut off from the recording that it comes of. */
    static EulerDual numbers(Scope scope, EulerDual value) {
        Tensor rest = value.rest();
        return new EulerDual(
                scope.constant(value.primal()), value.degree(), rest == null ? null : scope.constant(rest));
    }
}
