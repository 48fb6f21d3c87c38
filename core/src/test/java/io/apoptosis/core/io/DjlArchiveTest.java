package io.apoptosis.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.Architectures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DjlArchiveTest {
    private static final Network NETWORK = RandomNetworks.of(Architectures.named("resnet20", 10), 3);

    @TempDir
    Path folder;

    @Test
    void theDeepJavaLibraryLoadsItAndComputesTheSame() throws IOException, InterruptedException {
        Path archive = Files.write(folder.resolve("pruned.zip"), DjlArchive.write(NETWORK));
        float[] expected = Logits.ours(NETWORK, DjlProbe.images()).floats();

        List<Float> logits = logitsInDjl(archive);

        assertThat(logits).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(logits.get(i)).isCloseTo(expected[i], within(1e-4f * Math.max(1, Math.abs(expected[i]))));
        }
    }

    @Test
    void theSameNetworkGivesTheSameBytes() {
        assertThat(DjlArchive.write(NETWORK)).isEqualTo(DjlArchive.write(NETWORK));
    }

    private List<Float> logitsInDjl(Path archive) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-DDJL_CACHE_DIR=" + folder,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        DjlProbe.class.getName(),
                        archive.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = process.waitFor();
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(exit).as(printed).isZero();
        return printed.lines()
                .filter(line -> line.startsWith("logit "))
                .map(line -> Float.valueOf(line.substring("logit ".length())))
                .toList();
    }
}
