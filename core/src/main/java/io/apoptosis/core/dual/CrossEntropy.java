package io.apoptosis.core.dual;

import io.apoptosis.core.op.Dual;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Mean softmax cross entropy over a batch. */
public final class CrossEntropy {
    private static final int[] ALL = {0, 1};

    private CrossEntropy() {}

    /** mean_n(-log p_n[y_n]) of logits (N, classes): a scalar. */
    public static Tensor loss(Scope scope, Tensor logits, int[] labels) {
        Tensor targets = scope.oneHot(labels, logits.shape().dim(1));
        return negativeLogLikelihood(scope, scope.logSoftmax(logits, 1), targets, labels.length);
    }

    /** The loss and its tangent mean_n(sum_c (p_c - t_c) zdot_c). */
    public static Dual dual(Scope scope, Dual logits, int[] labels) {
        Tensor logProbabilities = scope.logSoftmax(logits.primal(), 1);
        Tensor targets = scope.oneHot(labels, logits.primal().shape().dim(1));
        Tensor loss = negativeLogLikelihood(scope, logProbabilities, targets, labels.length);
        @Nullable Tensor zdot = logits.tangent();
        if (zdot == null) {
            return Dual.constant(loss);
        }
        Tensor residual = scope.sub(scope.exp(logProbabilities), targets);
        Tensor along = scope.sum(scope.mul(residual, zdot), ALL, false);
        return new Dual(loss, scope.scale(along, 1.0 / labels.length));
    }

    private static Tensor negativeLogLikelihood(Scope scope, Tensor logProbabilities, Tensor targets, int n) {
        return scope.scale(scope.sum(scope.mul(logProbabilities, targets), ALL, false), -1.0 / n);
    }
}
