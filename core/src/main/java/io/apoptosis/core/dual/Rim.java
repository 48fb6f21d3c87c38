package io.apoptosis.core.dual;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.dual.Carried.Source;
import io.apoptosis.core.op.EulerDual;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.Operands;
import io.apoptosis.core.op.Weighted;
import io.apoptosis.core.op.Weighted.Coefficients;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layer y = W x + b, rest' = W rest + b' with W, b and b' as constants: what their parameters' scores are is read off at its rim ({@link
 * AxisGradient}), the biases' by way of the adjoints' sums.
 */
final class Rim implements Piece {
    private final Scope scope;
    private final RimSums sums;
    private final Weighted layer;
    private final RimAxes axes;
    private final int channels;
    private final Carried x;
    private final boolean alone;
    private final Tensor weight;
    private final @Nullable Tensor bias;
    private final @Nullable Tensor restBias;
    private final Carried value;
    /** What comes back through this reader of x alone. */
    private final Carried share;
    /** The same value as the engine has recorded it, where the way back is not by a layer of ours. */
    private final @Nullable Recorded recorded;

    /**
     * @param parameters live
     * @param alone whether nobody else reads x
     */
    Rim(
            Weighted layer,
            RimAxes axes,
            Carried x,
            boolean alone,
            Operands<EulerDual> parameters,
            Execution execution,
            boolean tangents,
            RimSums sums) {
        this.scope = execution.scope();
        this.sums = sums;
        this.layer = layer;
        this.axes = axes;
        this.channels = layer.channels(x.dual().primal().shape().rank());
        this.x = x;
        this.alone = alone;
        this.share = Carried.of(x.dual());
        Coefficients at = layer.coefficients(parameters, execution);
        int degree = tangents ? x.dual().degree() + at.degree() : 0;
        this.weight = scope.constant(at.weight());
        this.bias = at.bias();
        this.restBias = tangents ? at.restBias(scope, degree) : null;
        if (sums.wants(axes.input())) {
            x.keep();
        }
        boolean isRecorded = layer.transposed() == null && looksAtInput();
        EulerDual input = isRecorded ? Recorded.variables(scope, x.dual()) : x.dual();
        EulerDual y = layer.carry(scope, input, weight, constant(bias), degree, constant(restBias));
        this.value = Carried.of(isRecorded ? Recorded.numbers(scope, y) : y);
        this.recorded = isRecorded ? new Recorded(scope, List.of(new Source(share, input)), moving(y), value) : null;
    }

    private boolean looksAtInput() {
        return !x.isStill() || sums.wants(axes.input());
    }

    private @Nullable Tensor constant(@Nullable Tensor vector) {
        return vector == null ? null : scope.constant(vector);
    }

    /** What depends on x: without a rest, the output's is a constant. */
    private EulerDual moving(EulerDual y) {
        return x.dual().rest() == null ? new EulerDual(y.primal(), y.degree(), null) : y;
    }

    /** Where the scores along the output's axis are not known from elsewhere. */
    void keepOutput() {
        if (axes.output().stream().anyMatch(sums::wants)) {
            value.keep();
        }
    }

    @Override
    public Carried value() {
        return value;
    }

    @Override
    public void pullBack(Gradients gradients) {
        atOutput(gradients);
        if (looksAtInput()) {
            pullThrough(gradients);
            atInput();
        }
        if (recorded == null) {
            value.release(scope);
        }
    }

    /** The sum of ybar ⊙ (y - b), and of the same for the rests; the sums of ybar alone are the biases' adjoints. */
    private void atOutput(Gradients gradients) {
        Tensor primalBar = value.primalBar();
        Tensor restBar = value.restBar();
        List<AxisRef> wanted = axes.output().stream().filter(sums::wants).toList();
        Tensor total = null;
        if (!wanted.isEmpty()) {
            total = value.inner() == null ? sums.inner(value.dual(), primalBar, restBar, channels) : value.inner();
        }
        total = pastBias(total, bias, primalBar, restBar == null, gradients);
        total = pastBias(total, restBias, restBar, true, gradients);
        if (total != null) {
            sums.add(wanted, total);
        }
    }

    /** Pulls back to the bias, and takes its part out of {@code total}. */
    private @Nullable Tensor pastBias(
            @Nullable Tensor total, @Nullable Tensor offset, @Nullable Tensor bar, boolean last, Gradients gradients) {
        if (offset == null || bar == null) {
            return total;
        }
        Tensor sum = sums.over(bar, channels);
        gradients.accumulate(offset, sum, last);
        return total == null ? null : scope.sub(total, scope.mul(scope.constant(offset), sum));
    }

    /** xbar = W^T ybar, and the same for the rest. */
    private void pullThrough(Gradients gradients) {
        Weighted transposed = layer.transposed();
        if (recorded != null) {
            recorded.pullBack(gradients);
        } else if (transposed != null) {
            Tensor turned = layer.turned(scope, weight);
            Tensor restBar = x.dual().rest() == null ? null : value.restBar();
            share.addBars(scope, weighed(transposed, value.primalBar(), turned), weighed(transposed, restBar, turned));
        }
    }

    private @Nullable Tensor weighed(Weighted map, @Nullable Tensor bar, Tensor turned) {
        return bar == null ? null : map.weigh(scope, bar, turned, null);
    }

    /** The sum of xbar ⊙ x, and of the same for the rests. */
    private void atInput() {
        if (sums.wants(axes.input())) {
            Tensor inner = sums.inner(x.dual(), share.primalBar(), share.restBar(), channels);
            if (inner != null) {
                sums.add(List.of(axes.input()), inner);
            }
            x.hasInner(alone ? inner : null);
        }
        if (!x.isStill()) {
            x.addBars(scope, share.primalBar(), share.restBar());
        }
    }
}
