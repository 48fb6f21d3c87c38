package io.apoptosis.core.jet;

import io.apoptosis.core.op.Dual;
import io.apoptosis.core.op.Execution;
import io.apoptosis.core.op.MaxPool2d;
import io.apoptosis.core.op.Operands;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs any operator's primal on x(t) instead of x: every operation of the engine in Taylor arithmetic truncated after t^order
 * (algorithm.md, section 1.4; the recurrences are those of Griewank and Walther, Evaluating Derivatives, 2008, chapter 13). So an operator
 * needs no rule of its own for higher orders.
 *
 * <p>Coefficients belong to the scope it is built on, where a recording differentiates through them, and live until that closes.
 */
public final class JetScope implements Scope {
    private final Scope base;
    private final int order;
    private final JetAlgebra algebra;

    public JetScope(Scope base, int order) {
        this.base = base;
        this.order = order;
        this.algebra = new JetAlgebra(base, order);
    }

    /** (1 + t) x: where a trainable parameter is on the ray through theta. */
    public Tensor ray(Tensor x) {
        return Jet.of(List.of(x, x));
    }

    /** The factor of t^k, a tensor of the base scope; zeros where it is identically zero. */
    public Tensor coefficient(Tensor tensor, int k) {
        Jet jet = Jet.of(tensor);
        @Nullable Tensor coefficient = jet.coefficient(k);
        return coefficient == null ? base.scale(jet.value(), 0) : coefficient;
    }

    @Override
    public DType dtype() {
        return base.dtype();
    }

    @Override
    public Scope child() {
        return new JetScope(base.child(), order);
    }

    @Override
    public Tensor of(HostTensor tensor) {
        return base.of(tensor);
    }

    @Override
    public HostTensor read(Tensor tensor) {
        return base.read(Jet.of(tensor).value());
    }

    /** Nothing: jets share coefficients. */
    @Override
    public void release(Tensor tensor) {}

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return algebra.add(Jet.of(a), Jet.of(b));
    }

    @Override
    public Tensor sub(Tensor a, Tensor b) {
        return algebra.add(Jet.of(a), algebra.map(Jet.of(b), x -> base.scale(x, -1)));
    }

    @Override
    public Tensor mul(Tensor a, Tensor b) {
        return algebra.bilinear(Jet.of(a), Jet.of(b), base::mul);
    }

    @Override
    public Tensor div(Tensor a, Tensor b) {
        return algebra.div(Jet.of(a), Jet.of(b));
    }

    @Override
    public Tensor scale(Tensor a, double factor) {
        return linear(a, x -> base.scale(x, factor));
    }

    @Override
    public Tensor shift(Tensor a, double term) {
        Jet jet = Jet.of(a);
        return algebra.withValue(jet, base.shift(jet.value(), term));
    }

    @Override
    public Tensor exp(Tensor a) {
        Jet jet = Jet.of(a);
        return algebra.exp(jet, base.exp(jet.value()));
    }

    @Override
    public Tensor sqrt(Tensor a) {
        return algebra.sqrt(Jet.of(a));
    }

    @Override
    public Tensor power(Tensor a, double exponent) {
        Jet jet = Jet.of(a);
        return algebra.power(jet, exponent, base.power(jet.value(), exponent));
    }

    /** y' = y (1 - y) x'. */
    @Override
    public Tensor sigmoid(Tensor a) {
        Jet jet = Jet.of(a);
        return algebra.solve(jet, base.sigmoid(jet.value()), y -> Jet.of(mul(y, shift(scale(y, -1), 1))));
    }

    /** y' = (1 - y^2) x'. */
    @Override
    public Tensor tanh(Tensor a) {
        Jet jet = Jet.of(a);
        return algebra.solve(jet, base.tanh(jet.value()), y -> Jet.of(shift(scale(mul(y, y), -1), 1)));
    }

    /** y' = 2 / sqrt(pi) exp(-x^2) x'. */
    @Override
    public Tensor erf(Tensor a) {
        Jet jet = Jet.of(a);
        Jet slope = Jet.of(scale(exp(scale(mul(a, a), -1)), 2 / Math.sqrt(Math.PI)));
        return algebra.solve(jet, base.erf(jet.value()), y -> slope);
    }

    @Override
    public Tensor relu(Tensor a) {
        Jet jet = Jet.of(a);
        return gated(jet, base.relu(jet.value()), base.greater(jet.value(), 0));
    }

    @Override
    public Tensor clip(Tensor a, double low, double high) {
        Jet jet = Jet.of(a);
        Tensor inside = base.mul(base.greater(jet.value(), low), base.greater(base.scale(jet.value(), -1), -high));
        return gated(jet, base.clip(jet.value(), low, high), inside);
    }

    /** A piecewise linear function away from its kinks. */
    private Jet gated(Jet x, Tensor value, Tensor slope) {
        return algebra.withValue(algebra.map(x, c -> base.mul(c, slope)), value);
    }

    @Override
    public Tensor greater(Tensor a, double threshold) {
        return base.greater(Jet.of(a).value(), threshold);
    }

    @Override
    public Tensor sign(Tensor a) {
        return base.sign(Jet.of(a).value());
    }

    @Override
    public Tensor equal(Tensor a, Tensor b) {
        return base.equal(Jet.of(a).value(), Jet.of(b).value());
    }

    @Override
    public Tensor matmul(Tensor a, Tensor b) {
        return algebra.bilinear(Jet.of(a), Jet.of(b), base::matmul);
    }

    @Override
    public Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
        Tensor y = algebra.bilinear(Jet.of(x), Jet.of(weight), (a, w) -> base.linear(a, w, null));
        return bias == null ? y : add(y, bias);
    }

    @Override
    public Tensor embedding(Tensor table, Tensor ids) {
        return linear(table, rows -> base.embedding(rows, Jet.of(ids).value()));
    }

    @Override
    public Tensor conv2d(Tensor x, Tensor weight, @Nullable Tensor bias, Window window, int groups) {
        Tensor y = algebra.bilinear(Jet.of(x), Jet.of(weight), (a, w) -> base.conv2d(a, w, null, window, groups));
        return bias == null ? y : add(y, reshape(bias, Shape.of(1, bias.shape().dim(0), 1, 1)));
    }

    /** Every coefficient follows the winner. */
    @Override
    public Tensor maxPool2d(Tensor x, Window window) {
        Jet jet = Jet.of(x);
        Execution execution = new Execution(base, Execution.Normalization.RUNNING);
        List<@Nullable Tensor> pooled = new ArrayList<>();
        pooled.add(base.maxPool2d(jet.value(), window));
        for (int k = 1; k <= order; k++) {
            Dual dual = new Dual(jet.value(), jet.coefficient(k));
            pooled.add(new MaxPool2d(window)
                    .tangent(new Operands<>(List.of(dual), Map.of()), execution)
                    .tangent());
        }
        return Jet.of(pooled);
    }

    @Override
    public Tensor avgPool2d(Tensor x, Window window) {
        return linear(x, c -> base.avgPool2d(c, window));
    }

    @Override
    public Tensor reshape(Tensor a, Shape shape) {
        return linear(a, x -> base.reshape(x, shape));
    }

    @Override
    public Tensor transpose(Tensor a, int... axes) {
        return linear(a, x -> base.transpose(x, axes));
    }

    @Override
    public Tensor expand(Tensor a, Shape shape) {
        return linear(a, x -> base.expand(x, shape));
    }

    @Override
    public Tensor flip(Tensor a, int... axes) {
        return linear(a, x -> base.flip(x, axes));
    }

    @Override
    public Tensor concat(List<Tensor> parts, int axis) {
        List<@Nullable Tensor> joined = new ArrayList<>();
        for (int k = 0; k <= order; k++) {
            int power = k;
            boolean zero = parts.stream().allMatch(part -> Jet.of(part).coefficient(power) == null);
            joined.add(
                    zero
                            ? null
                            : base.concat(
                                    parts.stream()
                                            .map(part -> coefficient(part, power))
                                            .toList(),
                                    axis));
        }
        return Jet.of(joined);
    }

    @Override
    public List<Tensor> split(Tensor a, int axis, int... extents) {
        List<Tensor> parts = new ArrayList<>();
        int begin = 0;
        for (int extent : extents) {
            parts.add(slice(a, axis, begin, begin + extent, 1));
            begin += extent;
        }
        return parts;
    }

    @Override
    public Tensor slice(Tensor a, int axis, int begin, int end, int stride) {
        return linear(a, x -> base.slice(x, axis, begin, end, stride));
    }

    @Override
    public Tensor pad(Tensor a, int axis, int before, int after) {
        return linear(a, x -> base.pad(x, axis, before, after));
    }

    @Override
    public Tensor sum(Tensor a, int[] axes, boolean keepDims) {
        return linear(a, x -> base.sum(x, axes, keepDims));
    }

    @Override
    public Tensor mean(Tensor a, int[] axes, boolean keepDims) {
        return linear(a, x -> base.mean(x, axes, keepDims));
    }

    @Override
    public Tensor softmax(Tensor a, int axis) {
        return algebra.exp(Jet.of(logSoftmax(a, axis)), base.softmax(Jet.of(a).value(), axis));
    }

    /** z - log sum exp z, the exponentials scaled by their sum at t = 0. */
    @Override
    public Tensor logSoftmax(Tensor a, int axis) {
        Jet z = Jet.of(a);
        Tensor value = base.logSoftmax(z.value(), axis);
        Jet sum = algebra.map(algebra.exp(z, base.exp(value)), x -> base.sum(x, new int[] {axis}, true));
        Jet logarithm = algebra.logOfUnit(sum);
        return algebra.withValue(Jet.of(sub(z, logarithm)), value);
    }

    @Override
    public Tensor oneHot(int[] labels, int classes) {
        return base.oneHot(labels, classes);
    }

    private Tensor linear(Tensor a, UnaryOperator<Tensor> map) {
        return algebra.map(Jet.of(a), map);
    }

    @Override
    public Tensor constant(Tensor tensor) {
        return linear(tensor, base::constant);
    }

    @Override
    public Tensor variable(Tensor tensor) {
        throw inBase("a variable is made");
    }

    @Override
    public Tensor linearized(Tensor value, List<Tensor> inputs, List<Tensor> slopes) {
        throw inBase("a derivative is given");
    }

    @Override
    public Gradients record() {
        throw inBase("a recording is made");
    }

    @Override
    public void assign(Tensor target, Tensor value) {
        throw inBase("memory is written");
    }

    @Override
    public Tensor batchNormTraining(
            Tensor x,
            Tensor gamma,
            Tensor beta,
            Tensor runningMean,
            Tensor runningVariance,
            double momentum,
            double epsilon) {
        throw inBase("a network is trained");
    }

    private static UnsupportedOperationException inBase(String what) {
        return new UnsupportedOperationException(what + " in the scope that jets are built on");
    }

    @Override
    public void close() {
        base.close();
    }
}
