package io.apoptosis.cli;

import java.util.List;

/** Something the user gave can't be used; exit code 2. The messages are for the user. */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public BadInput(String summary, List<String> problems) {
        super(summary);
        this.problems = List.copyOf(problems);
    }

    public BadInput(String summary) {
        this(summary, List.of());
    }

    /** The details, each on its own; may be empty. */
    public List<String> problems() {
        return problems;
    }
}
