package io.apoptosis.core.dual;

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
    FIRST_AND_SECOND
}
