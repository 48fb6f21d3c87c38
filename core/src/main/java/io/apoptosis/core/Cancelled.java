package io.apoptosis.core;

/** Thrown by a {@link Progress} to stop the work between two batches; not a failure. */
public final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Cancelled(String reason) {
        super(reason);
    }
}
