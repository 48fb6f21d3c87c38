package io.apoptosis.worker;

/** A task that worker after worker took and none finished. */
final class WorkersLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkersLost(String message) {
        super(message);
    }
}
