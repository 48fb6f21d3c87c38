package io.apoptosis.cli;

/** What the command says to a script. */
public final class ExitCode {
    public static final int OK = 0;
    public static final int FAILED = 1;
    public static final int BAD_INPUT = 2;

    /** 128 + SIGINT, as shells say it. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
