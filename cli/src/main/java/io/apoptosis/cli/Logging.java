package io.apoptosis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Logs of libraries, broker and object store are for files; the console is for the user. */
public final class Logging {
    /** JUL holds loggers weakly; a level set on one that is collected is forgotten. */
    private static final Logger ROOT = Logger.getLogger("");

    private Logging() {}

    static void quiet() {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
        LogManager.getLogManager().reset();
        ROOT.setLevel(Level.WARNING);
    }

    /** From here on to {@code cli.log} in the directory. */
    public static void to(Path directory) {
        try {
            Files.createDirectories(directory);
            Handler handler = new FileHandler(directory.resolve("cli.log").toString(), true);
            handler.setFormatter(new SimpleFormatter());
            ROOT.addHandler(handler);
            ROOT.setLevel(Level.INFO);
        } catch (IOException e) {
            throw new Failure("cannot write logs to " + directory + ": " + e.getMessage(), e);
        }
    }
}
