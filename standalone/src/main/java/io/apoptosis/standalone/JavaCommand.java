package io.apoptosis.standalone;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The command line of a child JVM. */
final class JavaCommand {
    private static final String MAIN = "io.quarkus.runner.GeneratedMain";
    private static final Path SHELL = Path.of("/bin/sh");

    private JavaCommand() {}

    /**
     * @param agent null for none
     * @param logs where a crash of the JVM leaves its report
     */
    static List<String> of(List<Path> jars, List<String> options, @Nullable Path agent, Path logs) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            // Ctrl-C in a terminal reaches the whole process group. The parent decides what it means; the services
            // finish what it asks
            // for. An ignored signal stays ignored over exec, and a JVM leaves it so.
            command.addAll(List.of(SHELL.toString(), "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-XX:+UseSerialGC");
        command.add("-XX:ErrorFile=" + logs.resolve("crash-%p.log"));
        if (agent != null) {
            command.add("-javaagent:" + agent);
        }
        // As the manifest of Quarkus' own jar has it.
        command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        command.add("-cp");
        command.add(jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(MAIN);
        return command;
    }
}
