package io.apoptosis.core.dual;

import io.apoptosis.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What a forward pass leaves at a layer.
 *
 * @param tangent of the layer's input, or null where that does not depend on a parameter
 * @param probe zeros added to the layer's output: the derivative with respect to them is the one with respect to the output
 */
record LayerTap(@Nullable Tensor tangent, Tensor probe) {}
