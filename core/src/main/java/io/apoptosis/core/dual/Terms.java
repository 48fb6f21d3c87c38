package io.apoptosis.core.dual;

import io.apoptosis.core.op.Dual;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.Objects;

/**
 * Which Taylor terms of L(theta - theta_i e_i) a score is made of, as the scalar whose gradient v gives the score theta ⊙ v.
 *
 * <p>With Ldot = grad L . theta, theta live, grad Ldot = H theta + grad L. So one backward pass suffices for each choice, the
 * second-order term alone included: grad (Ldot - L) = H theta.
 */
public enum Terms {
    /** theta ⊙ grad L: Taylor. */
    FIRST,
    /** theta ⊙ H theta: the paper's headline score. */
    SECOND,
    /** The sum of both: eq. 4 as printed. */
    FIRST_AND_SECOND;

    /** The scalar; of {@code logits}, {@link #FIRST} looks at the primal alone. */
    Tensor scalar(Scope scope, Dual logits, int[] labels) {
        if (this == FIRST) {
            return CrossEntropy.loss(scope, logits.primal(), labels);
        }
        Dual loss = CrossEntropy.dual(scope, logits, labels);
        Tensor along = Objects.requireNonNull(loss.tangent(), "a network without parameters has no direction");
        return this == SECOND ? scope.sub(along, loss.primal()) : along;
    }
}
