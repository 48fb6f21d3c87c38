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
public record Gelu() implements Activation, Homogeneous {
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

    /**
     * ydot = f'(x) xdot of xdot = k x + r has the slopes f'(x) along r and k f'(x) + f''(x) xdot along x, with f''(x) = phi(x) (2 - x^2). All of them are
     * numbers by now, so that nothing that leads to them is recorded, and a backward pass is three products.
     */
    @Override
    public EulerDual carry(Operands<EulerDual> operands, Execution execution) {
        Scope scope = execution.scope();
        Tensor primal = operands.input().primal();
        @Nullable Tensor rest = operands.input().rest();
        int degree = operands.input().degree();
        try (Scope passing = scope.child()) {
            Tensor x = passing.constant(primal);
            Tensor share = share(passing, x);
            Tensor squared = passing.mul(x, x);
            Tensor density = density(passing, squared);
            Tensor slope = passing.add(share, passing.mul(x, density));
            Tensor y = scope.linearized(passing.mul(x, share), List.of(primal), List.of(slope));
            @Nullable
            Tensor xdot = new EulerDual(x, degree, rest == null ? null : passing.constant(rest))
                    .dual(passing)
                    .tangent();
            if (xdot == null) {
                return new EulerDual(y, 0, null);
            }
            Tensor curvature = passing.mul(density, passing.shift(passing.scale(squared, -1), 2));
            Tensor bend = passing.mul(curvature, xdot);
            Tensor alongX = Objects.requireNonNull(
                    new EulerDual(slope, degree, bend).dual(passing).tangent());
            Tensor ydot = passing.mul(slope, xdot);
            return new EulerDual(
                    y,
                    0,
                    rest == null
                            ? scope.linearized(ydot, List.of(primal), List.of(alongX))
                            : scope.linearized(ydot, List.of(primal, rest), List.of(alongX, slope)));
        }
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
