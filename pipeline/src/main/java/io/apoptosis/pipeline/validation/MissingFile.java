package io.apoptosis.pipeline.validation;

/** A specification names a file that is not there; the message says which and what to do. */
public final class MissingFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MissingFile(String message) {
        super(message);
    }
}
