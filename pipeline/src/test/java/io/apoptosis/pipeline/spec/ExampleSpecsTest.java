package io.apoptosis.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
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
            if (!isComparison(example) && !isSchedule(example)) {
                RunSpec spec = RunSpecs.parse(Files.readAllBytes(example), example.toString());

                assertThat(RunSpecs.parse(RunSpecs.write(spec), ""))
                        .as("%s", example)
                        .isEqualTo(spec);
            }
        }
    }

    @Test
    void shouldReadEveryComparison() throws IOException {
        int comparisons = 0;
        for (Path example : examples()) {
            if (isComparison(example)) {
                ComparisonSpec spec = ComparisonSpecs.parse(
                        Files.readAllBytes(example), example.toString(), 1, file -> beside(example, file));

                assertThat(spec.criteria()).as("%s", example).isNotEmpty();
                comparisons++;
            }
        }
        assertThat(comparisons).isPositive();
    }

    @Test
    void shouldReadEverySchedule() throws IOException {
        int schedules = 0;
        for (Path example : examples()) {
            if (isSchedule(example)) {
                ScheduleSpec schedule = ScheduleSpecs.parse(Files.readAllBytes(example), example.toString());

                assertThat(ScheduleSpecs.parse(ScheduleSpecs.write(schedule), ""))
                        .as("%s", example)
                        .isEqualTo(schedule);
                schedules++;
            }
        }
        assertThat(schedules).isPositive();
    }

    private static boolean isSchedule(Path example) throws IOException {
        return Files.readString(example).lines().anyMatch(line -> line.startsWith("trigger:"));
    }

    private static boolean isComparison(Path example) throws IOException {
        return Files.readString(example).lines().anyMatch(line -> line.startsWith("criteria:"));
    }

    private static byte[] beside(Path example, String file) {
        try {
            return Files.readAllBytes(example.resolveSibling(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
                    .sorted()
                    .toList();
        }
    }
}
