package io.apoptosis.cli.local;

import java.nio.file.Path;

/** Where Apoptosis is installed: the launcher sets {@code APOPTOSIS_HOME}, without it the working directory counts. */
public final class Home {
    private Home() {}

    public static Path directory() {
        String home = System.getenv("APOPTOSIS_HOME");
        return Path.of(home == null ? "" : home);
    }
}
