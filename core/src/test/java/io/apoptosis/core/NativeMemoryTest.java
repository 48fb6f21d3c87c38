package io.apoptosis.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc/self/status")
class NativeMemoryTest {
    /** Under what leaking one array of a few hundred bytes per operation would add up to; above what the JIT compiler still adds. */
    private static final long ALLOWED_KIB = 24 * 1024;

    @ParameterizedTest
    @CsvSource({"score-tiny, 6, 250", "finetune-tiny, 6, 250", "score-resnet20, 4, 30", "finetune-resnet20, 4, 30"})
    void shouldStayFlatBatchAfterBatch(String work, int rounds, int batchesPerRound) throws Exception {
        List<Long> resident = residentAfterEachRound(work, rounds, batchesPerRound);
        assertThat(resident).hasSize(rounds);
        // The first third warms up: code is compiled and libtorch's allocator reaches its working set.
        long growth = resident.get(rounds - 1) - resident.get(rounds / 3);
        assertThat(growth).as("KiB gained; after each round: %s", resident).isLessThan(ALLOWED_KIB);
    }

    private static List<Long> residentAfterEachRound(String work, int rounds, int batches)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms192m",
                        "-Xmx192m",
                        "-XX:+AlwaysPreTouch",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        NativeMemoryProbe.class.getName(),
                        work,
                        String.valueOf(rounds),
                        String.valueOf(batches))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines()
                .filter(line -> line.startsWith("resident "))
                .map(line -> Long.valueOf(line.substring("resident ".length())))
                .toList();
    }
}
