package io.apoptosis.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** {@link Lifeline} alone in a jar, as {@code -javaagent} wants it: the services shall see nothing else of this module. */
final class AgentJar {
    private AgentJar() {}

    static Path write(Path directory) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), Lifeline.class.getName());
        String entry = Lifeline.class.getName().replace('.', '/') + ".class";
        Path jar = directory.resolve("lifeline.jar");
        try (InputStream bytes =
                        Objects.requireNonNull(Lifeline.class.getClassLoader().getResourceAsStream(entry));
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry(entry));
            bytes.transferTo(out);
        }
        return jar;
    }
}
