package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layer y = W x + b at every place, W and b functions of its parameters. Multiplying W by a gate along one of its two channel axes is
 * multiplying what goes in, x, or what comes out, y - b, by that gate.
 */
public interface Weighted extends Homogeneous {
    /** Role of the parameter that W is made of. */
    String WEIGHT = "weight";

    /**
     * W and b where the parameters are.
     *
     * @param degree of homogeneity of W in the parameters, so that Wdot = degree · W
     * @param biasTangent bdot along the parameters
     */
    record Coefficients(
            Tensor weight,
            int degree,
            @Nullable Tensor bias,
            @Nullable Tensor biasTangent) {
        /** bdot - k b, what a layer adds to the rest of an output of degree k; null where it is zero. */
        public @Nullable Tensor restBias(Scope scope, int k) {
            if (bias == null || biasTangent == null) {
                return null;
            }
            if (bias != biasTangent) {
                return scope.sub(biasTangent, scope.scale(bias, k));
            }
            return k == 1 ? null : scope.scale(bias, 1 - k);
        }
    }

    Coefficients coefficients(Operands<?> operands, Execution execution);

    /** W x + b. */
    Tensor weigh(Scope scope, Tensor x, Tensor weight, @Nullable Tensor bias);

    /** What multiplies by W transposed, which {@link #turned} gives it; null where that is no layer of ours. */
    @Nullable
    Weighted transposed();

    /** W for {@link #transposed}. */
    Tensor turned(Scope scope, Tensor weight);

    /** The axis of input and output, values of the given rank, that W's axes run along. */
    int channels(int rank);

    /** W's axis along the input's channels; with several groups, along those of one group. */
    default int inputAxis() {
        return 1;
    }

    /** W's axis along the output's channels. */
    default int outputAxis() {
        return 0;
    }

    /** Roles of vectors along the output's channels that W is proportional to. */
    default List<String> factors() {
        return List.of();
    }

    @Override
    default EulerDual carry(Operands<EulerDual> operands, Execution execution) {
        Scope scope = execution.scope();
        EulerDual x = operands.input();
        Coefficients at = coefficients(operands, execution);
        int degree = x.degree() + at.degree();
        return carry(scope, x, at.weight(), at.bias(), degree, at.restBias(scope, degree));
    }

    /**
     * With k the degree of the output and xdot = (k - W's degree) x + r: ydot = k y + W r + (bdot - k b).
     *
     * @param restBias bdot - k b
     */
    default EulerDual carry(
            Scope scope, EulerDual x, Tensor weight, @Nullable Tensor bias, int degree, @Nullable Tensor restBias) {
        Tensor y = weigh(scope, x.primal(), weight, bias);
        Tensor r = x.rest();
        if (r != null) {
            return new EulerDual(y, degree, weigh(scope, r, weight, restBias));
        }
        Shape shape = y.shape();
        return new EulerDual(
                y, degree, restBias == null ? null : Tangents.along(scope, restBias, channels(shape.rank()), shape));
    }
}
