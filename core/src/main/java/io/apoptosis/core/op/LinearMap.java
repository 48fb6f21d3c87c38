package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;

/**
 * A layer whose output is its weight times something, plus a bias: at each of L places, for each of its groups, a matrix (O, P) times a patch
 * (P) of the input. A convolution's P is C/groups · kh · kw; a linear layer's is its input width.
 */
public interface LinearMap {
    /** The patches that the weight is multiplied by: (N, groups, P, L). */
    Tensor patches(Scope scope, Tensor input, Shape weight);

    /** The output, or anything of its shape, in the same order: (N, groups, O, L). */
    Tensor places(Scope scope, Tensor output);
}
