package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * x Phi(x), Phi the normal distribution: the Gaussian error linear unit in one operator. Networks write it as four; scoring merges them, because the
 * derivatives of the whole are known and cost fewer passes over the widest activations than those of the parts.
 */
public record Gelu() implements Activation, Homogeneous, Linearizable {
    @Override
    public Tensor value(Scope scope, Tensor x) {
        return scope.mul(x, share(scope, x));
    }

    /** Phi(x) + x phi(x). */
    @Override
    public Tensor derivative(Scope scope, Tensor x) {
        return scope.add(share(scope, x), scope.mul(x, density(scope, scope.mul(x, x))));
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        return EulerDual.carried(this, operands, execution);
    }

    @Override
    public EulerDual carry(Operands<EulerDual> operands, Execution execution) {
        Scope scope = execution.scope();
        EulerDual x = operands.input();
        try (Scope passing = scope.child()) {
            @Nullable Tensor rest = x.rest();
            Linearization at = linearize(
                    passing,
                    new EulerDual(
                            passing.constant(x.primal()), x.degree(), rest == null ? null : passing.constant(rest)));
            Tensor y = scope.linearized(at.y().primal(), List.of(x.primal()), List.of(at.slope()));
            @Nullable Tensor ydot = at.y().rest();
            if (ydot == null) {
                return new EulerDual(y, 0, null);
            }
            Tensor alongX = Objects.requireNonNull(new EulerDual(at.slope(), at.degree(), at.bend())
                    .dual(passing)
                    .tangent());
            return new EulerDual(
                    y,
                    0,
                    rest == null
                            ? scope.linearized(ydot, List.of(x.primal()), List.of(alongX))
                            : scope.linearized(ydot, List.of(x.primal(), rest), List.of(alongX, at.slope())));
        }
    }

    @Override
    public boolean isHomogeneous() {
        return false;
    }

    /**
     * ydot = f'(x) xdot of xdot = k x + r has the slopes f'(x) along r and k f'(x) + f''(x) xdot along x, with f''(x) = phi(x) (2 - x^2). All of them are
     * numbers, so that nothing that leads to them is recorded, and a backward pass is three products.
     */
    @Override
    public Linearization linearize(Scope scope, EulerDual x) {
        Tensor primal = x.primal();
        Tensor share = share(scope, primal);
        Tensor squared = scope.mul(primal, primal);
        Tensor density = density(scope, squared);
        Tensor slope = scope.add(share, scope.mul(primal, density));
        Tensor y = scope.mul(primal, share);
        @Nullable Tensor xdot = x.dual(scope).tangent();
        if (xdot == null) {
            return new Linearization(EulerDual.constant(y), slope, 0, null);
        }
        Tensor curvature = scope.mul(density, scope.shift(scope.scale(squared, -1), 2));
        return new Linearization(
                new EulerDual(y, 0, scope.mul(slope, xdot)), slope, x.degree(), scope.mul(curvature, xdot));
    }

    /** Phi(x). */
    private static Tensor share(Scope scope, Tensor x) {
        return scope.shift(scope.scale(scope.erf(scope.scale(x, Math.sqrt(0.5))), 0.5), 0.5);
    }

    /** phi(x), of x^2. */
    private static Tensor density(Scope scope, Tensor squared) {
        return scope.scale(scope.exp(scope.scale(squared, -0.5)), 1 / Math.sqrt(2 * Math.PI));
    }

    @Override
    public void export(OnnxNode onnx) {
        String x = onnx.input(0);
        String inside = onnx.intermediate("Mul", List.of(x, onnx.constant((float) Math.sqrt(0.5))), Map.of());
        String erf = onnx.intermediate("Erf", List.of(inside), Map.of());
        String half = onnx.intermediate("Mul", List.of(erf, onnx.constant(0.5f)), Map.of());
        String share = onnx.intermediate("Add", List.of(half, onnx.constant(0.5f)), Map.of());
        onnx.output("Mul", List.of(x, share), Map.of());
    }

    @Override
    public String torch(TorchNode torch) {
        return "F.gelu(" + torch.input(0) + ")";
    }
}
