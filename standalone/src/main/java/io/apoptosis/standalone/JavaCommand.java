package io.apoptosis.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a child JVM. */
final class JavaCommand {
    private static final Path SHELL = Path.of("/bin/sh");

    private JavaCommand() {}

    static List<String> of(Path jar, String heap, Path agent) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            // Ctrl-C in a terminal reaches the whole process group. The parent decides what it means; the services
            // finish what it asks
            // for. An ignored signal stays ignored over exec, and a JVM leaves it so.
            command.addAll(List.of(SHELL.toString(), "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-javaagent:" + agent, "-jar", jar.toString()));
        return command;
    }
}
