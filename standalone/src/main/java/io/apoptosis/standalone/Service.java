package io.apoptosis.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
    Service {
        jvmOptions = List.copyOf(jvmOptions);
        environment = Map.copyOf(environment);
    }

    /** @throws IllegalStateException if it is not built */
    Path jar(Path home) {
        Path jar = home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    jar
                            + " is missing; build it with ./mvnw -DskipTests package, or set APOPTOSIS_HOME to where it is built");
        }
        return jar;
    }
}
