package io.apoptosis.core.op;

/** Operands that do not fit the operator; the message says which and why. */
public final class ShapeMismatch extends IllegalArgumentException {
    public ShapeMismatch(String message) {
        super(message);
    }
}
