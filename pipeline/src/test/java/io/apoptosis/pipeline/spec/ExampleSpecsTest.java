package io.apoptosis.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the repository offers as examples works as a specification. */
class ExampleSpecsTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("apoptosis.root", ".."), "examples");

    @Test
    void shouldReadEveryExample() throws IOException {
        for (Path example : examples()) {
            RunSpec spec = RunSpecs.parse(Files.readAllBytes(example), example.toString());

            assertThat(RunSpecs.parse(RunSpecs.write(spec), ""))
                    .as("%s", example)
                    .isEqualTo(spec);
        }
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
                    .sorted()
                    .toList();
        }
    }
}
