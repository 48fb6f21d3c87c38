package io.apoptosis.core.op;

/**
 * An operator through which degrees can be counted ({@link EulerDual}). Most have no parameters and f(t x) = t f(x) for t &gt; 0, so that
 * Df(x) x = f(x) and D f(x) (degree · x + rest) = degree · f(x) + Df(x) rest.
 */
public interface Homogeneous {
    /** As {@link Operator#tangent}, with tangents as degree and rest. */
    default EulerDual carry(Operands<EulerDual> operands, Execution execution) {
        int degree =
                operands.inputs().stream().mapToInt(EulerDual::degree).min().orElseThrow();
        Dual y = EulerDual.tangent((Operator) this, operands, degree, execution);
        return new EulerDual(y.primal(), degree, y.tangent());
    }
}
