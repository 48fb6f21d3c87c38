package io.apoptosis.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where the command speaks: results on {@code out}, everything else on {@code err}.
 *
 * @param interactive both are a terminal that can redraw a line
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive) {

    /** The process's own; UTF-8 whatever the locale says, since containers have none and terminals are UTF-8. */
    public static Terminal system() {
        String launcher = System.getProperty("apoptosis.terminal");
        boolean interactive = launcher == null ? System.console() != null : Boolean.parseBoolean(launcher);
        return new Terminal(utf8(FileDescriptor.out), utf8(FileDescriptor.err), interactive);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
