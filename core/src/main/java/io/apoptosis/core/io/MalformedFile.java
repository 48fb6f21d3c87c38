package io.apoptosis.core.io;

import java.nio.file.Path;

/** A file whose content is not what it has to be; the message says what, where, and what to do about it. */
public final class MalformedFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedFile(String message) {
        super(message);
    }

    public MalformedFile(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same complaint, with the file's name in front. */
    public MalformedFile in(Path file) {
        return new MalformedFile(file + ": " + getMessage(), this);
    }
}
