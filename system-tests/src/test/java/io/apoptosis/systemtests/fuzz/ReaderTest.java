package io.apoptosis.systemtests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every reader reads its seeds, refuses damaged ones properly, and past findings stay mended. */
class ReaderTest {
    private static final Path SEEDS = Path.of("src/test/resources/fuzz");
    private static final int MUTATIONS = 200;

    @TestFactory
    Stream<DynamicTest> seedsAreRead() {
        return Arrays.stream(Reader.values())
                .map(reader -> DynamicTest.dynamicTest(reader.name(), () -> {
                    List<Path> seeds = seeds(reader);
                    assertThat(seeds).isNotEmpty();
                    for (Path seed : seeds) {
                        assertThat(reader.accepts(Files.readAllBytes(seed)))
                                .as("%s", seed)
                                .isEqualTo(!seed.getFileName().toString().startsWith("found-"));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> damagedSeedsAreReadOrRefused() {
        return Arrays.stream(Reader.values())
                .map(reader -> DynamicTest.dynamicTest(reader.name(), () -> {
                    int refused = 0;
                    for (Path seed : seeds(reader)) {
                        byte[] whole = Files.readAllBytes(seed);
                        for (int k = 0; k < MUTATIONS; k++) {
                            refused += reader.accepts(damaged(whole, new Random(k))) ? 0 : 1;
                        }
                    }
                    assertThat(refused).isPositive();
                }));
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] damaged = Arrays.copyOf(whole, random.nextInt(3) == 0 ? random.nextInt(whole.length) : whole.length);
        for (int i = random.nextInt(3); i >= 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    private static List<Path> seeds(Reader reader) throws IOException {
        try (Stream<Path> files = Files.list(SEEDS.resolve(reader.name().toLowerCase(Locale.ROOT)))) {
            return files.sorted().toList();
        }
    }
}
