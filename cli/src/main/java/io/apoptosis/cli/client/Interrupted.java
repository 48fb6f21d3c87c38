package io.apoptosis.cli.client;

/** The user pressed Ctrl-C; exit code 130. */
public final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Interrupted() {
        super("interrupted");
    }
}
