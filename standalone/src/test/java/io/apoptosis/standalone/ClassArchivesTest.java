package io.apoptosis.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runner.GeneratedMain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchivesTest {
    private static final String FROM_THE_ARCHIVE = GeneratedMain.class.getName() + " source: shared objects file (top)";

    @TempDir
    Path folder;

    @Test
    void whereNothingIsRecordedTheJvmIsToldNothing() {
        assertThat(new ClassArchives(folder, false).options("gateway")).isEmpty();
    }

    @Test
    void whatOneJvmHasRecordedAnotherReads() throws Exception {
        Path jar = jar();

        assertThat(classesOf(jar, new ClassArchives(folder, true)))
                .contains(GeneratedMain.class.getName())
                .doesNotContain(FROM_THE_ARCHIVE);
        assertThat(classesOf(jar, new ClassArchives(folder, false))).contains(FROM_THE_ARCHIVE);
    }

    @Test
    void aJarThatHasChangedSinceIsReadItself() throws Exception {
        Path jar = jar();
        classesOf(jar, new ClassArchives(folder, true));
        Files.write(jar, new byte[] {0}, StandardOpenOption.APPEND);

        assertThat(classesOf(jar, new ClassArchives(folder, false)))
                .contains(GeneratedMain.class.getName())
                .doesNotContain(FROM_THE_ARCHIVE);
    }

    /** What a service that ends at once has loaded, and where from. */
    private String classesOf(Path jar, ClassArchives archives) throws Exception {
        List<String> options = new ArrayList<>(archives.options("fake"));
        options.add("-Xlog:class+load");
        ProcessBuilder service =
                new ProcessBuilder(JavaCommand.of(List.of(jar), options, null, folder)).redirectErrorStream(true);
        service.environment().put("BEHAVIOUR", "broken");
        Process process = service.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private Path jar() throws Exception {
        Path jar = folder.resolve("fake.jar");
        String entry = GeneratedMain.class.getName().replace('.', '/') + ".class";
        try (var bytes = GeneratedMain.class.getClassLoader().getResourceAsStream(entry);
                var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(entry));
            bytes.transferTo(out);
        }
        return jar;
    }
}
