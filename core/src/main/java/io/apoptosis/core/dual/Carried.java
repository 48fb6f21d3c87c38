package io.apoptosis.core.dual;

import io.apoptosis.core.op.EulerDual;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an edge of the network carries forwards, and the derivative of the scalar by it, gathered from its readers on the way back. */
final class Carried {
    /** Variables with the numbers of {@code of}, from which something was recorded. */
    record Source(Carried of, EulerDual variables) {
        /** Takes over what has come back at the variables. */
        void gather(Scope scope, Gradients gradients) {
            Tensor rest = variables.rest();
            of.addBars(
                    scope,
                    gradients.accumulated(variables.primal()),
                    rest == null ? null : gradients.accumulated(rest));
        }
    }

    private final EulerDual dual;
    private final boolean still;
    private final List<Source> sources;
    private @Nullable Tensor primalBar;
    private @Nullable Tensor restBar;
    private @Nullable Tensor inner;
    private boolean kept;
    private boolean forgotten;

    private Carried(EulerDual dual, boolean still, List<Source> sources) {
        this.dual = dual;
        this.still = still;
        this.sources = sources;
    }

    /** Numbers. */
    static Carried of(EulerDual dual) {
        return new Carried(dual, false, List.of());
    }

    /** What no parameter has a part in: an image, and what is done to it first. */
    static Carried still(EulerDual dual) {
        return new Carried(dual, true, List.of());
    }

    /** Still a part of a recording, for its one reader to go on with. */
    static Carried recorded(EulerDual dual, List<Source> sources) {
        return new Carried(dual, false, sources);
    }

    EulerDual dual() {
        return dual;
    }

    boolean isStill() {
        return still;
    }

    /** Empty for numbers. */
    List<Source> sources() {
        return sources;
    }

    @Nullable
    Tensor primalBar() {
        return primalBar;
    }

    @Nullable
    Tensor restBar() {
        return restBar;
    }

    /** Adds a reader's share, which is this value's own from now on; null is zero. */
    void addBars(Scope scope, @Nullable Tensor primal, @Nullable Tensor rest) {
        primalBar = sum(scope, primalBar, primal);
        restBar = sum(scope, restBar, rest);
    }

    /** The sum over images and places of primalBar ⊙ primal + restBar ⊙ rest for every channel, where its one reader has computed it. */
    @Nullable
    Tensor inner() {
        return inner;
    }

    void hasInner(@Nullable Tensor sums) {
        inner = sums;
    }

    /** The numbers are looked at on the way back, too. */
    void keep() {
        kept = true;
    }

    /** After its last reader on the way there. */
    void forget(Scope scope) {
        if (!kept && !still) {
            forgetNow(scope);
        }
    }

    private void forgetNow(Scope scope) {
        if (!forgotten) {
            release(scope, dual);
            forgotten = true;
        }
    }

    /** What it carries, and the derivatives. */
    void release(Scope scope) {
        forgetNow(scope);
        release(scope, primalBar);
        release(scope, restBar);
    }

    static void release(Scope scope, EulerDual value) {
        scope.release(value.primal());
        if (value.rest() != value.primal()) {
            release(scope, value.rest());
        }
    }

    static void release(Scope scope, @Nullable Tensor tensor) {
        if (tensor != null) {
            scope.release(tensor);
        }
    }

    private static @Nullable Tensor sum(Scope scope, @Nullable Tensor a, @Nullable Tensor b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        Tensor sum = scope.add(a, b);
        scope.release(a);
        scope.release(b);
        return sum;
    }
}
