package io.apoptosis.cli;

/** The work could not be done although the input was right; exit code 1. The message is for the user. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Failure(String message) {
        super(message);
    }

    public Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
