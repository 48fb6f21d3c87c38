package io.apoptosis.core.tensor;

/**
 * In what the convolutions, linear layers and matrix products of {@link DType#FLOAT32} scopes are computed, forward and backward; everything
 * else stays in the scope's own type. Scopes of {@link DType#FLOAT64} compute everything in it.
 */
public enum Products {
    FLOAT32,
    /** Operands and results are rounded to bfloat16, 8 significant bits, and added up in float32: PyTorch's autocast. */
    BFLOAT16
}
