package io.apoptosis.core.train;

/** The arithmetic left the finite numbers: training diverged, or a checkpoint holds no numbers. */
public final class NumericFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NumericFailure(String message) {
        super(message);
    }
}
