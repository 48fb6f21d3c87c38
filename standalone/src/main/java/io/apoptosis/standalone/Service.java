package io.apoptosis.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A service to run as a child process.
 *
 * @param name unique in the cluster, for example {@code scorer-2}
 * @param module the Maven module that builds it
 * @param jvmOptions heap and the like
 * @param port of its HTTP endpoint; 0 for another free one at every start
 * @param environment what it is configured by
 */
record Service(String name, String module, List<String> jvmOptions, int port, Map<String, String> environment) {
    /** Of Quarkus' layout. What it has transformed is in the first, and has to be found before what it was made of. */
    private static final List<String> FOLDERS = List.of("quarkus", "app", "lib/boot", "lib/main");

    Service {
        jvmOptions = List.copyOf(jvmOptions);
        environment = Map.copyOf(environment);
    }

    /**
     * Its jars, those of the build's own making first. All of them on the class path, instead of inside Quarkus' own class loader, so that
     * an archive can hold the classes of all.
     *
     * @throws IllegalStateException if it is not built
     */
    List<Path> jars(Path home) {
        Path app = home.resolve(module).resolve("target/quarkus-app");
        if (!Files.isRegularFile(app.resolve("quarkus-run.jar"))) {
            throw new IllegalStateException(
                    app.resolve("quarkus-run.jar")
                            + " is missing; build it with ./mvnw -DskipTests package, or set APOPTOSIS_HOME to where it is built");
        }
        return FOLDERS.stream().flatMap(folder -> jarsIn(app.resolve(folder))).toList();
    }

    private static Stream<Path> jarsIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            // Sorted: the order belongs to what an archive is checked by.
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
