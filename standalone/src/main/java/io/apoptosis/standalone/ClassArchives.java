package io.apoptosis.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Archives of the classes that each service loads (CDS): with one a JVM starts with half the work. A JVM that finds its jars changed
 * since does without.
 *
 * @param recording whether they are to be written, by services that end, instead of read
 */
public record ClassArchives(Path folder, boolean recording) {
    public ClassArchives {
        folder = folder.toAbsolutePath();
    }

    /** Where {@code ./apoptosis} leaves them when it has built for the first time. */
    static ClassArchives of(Path home) {
        return new ClassArchives(home.resolve("cli/target/archives"), false);
    }

    /** What the JVM of a module's service has to be told. */
    List<String> options(String module) {
        Path archive = folder.resolve(module + ".jsa");
        if (recording) {
            return List.of("-XX:ArchiveClassesAtExit=" + archive);
        }
        return Files.isReadable(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
    }
}
