package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Only where asked for, since it takes minutes: {@code ./system-tests/chaos.sh --kills N --seed S}. */
@Tag("slow")
@EnabledIfSystemProperty(named = "chaos.kills", matches = "\\d+")
class ChaosTest {
    /** Where chaos.sh looks for the result: what Maven says after a test would bury it. */
    private static final Path RESULT = Path.of("target/chaos.txt");

    @Test
    void whateverDiesEveryRunEndsAsAnUndisturbedOne(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        int kills = Integer.getInteger("chaos.kills");
        long seed = Long.getLong("chaos.seed", 1);

        Chaos.Toll toll = Chaos.unleash(kills, seed, folder, System.out);

        Recoveries recoveries = toll.recoveries();
        StringBuilder result = new StringBuilder();
        recoveries
                .worst()
                .forEach((kind, time) -> result.append("%6.1f s after %s%n".formatted(time.toMillis() / 1e3, kind)));
        toll.complaints().forEach(complaint -> result.append(complaint).append(System.lineSeparator()));
        result.append("slowest recovery %.1f s%n".formatted(recoveries.slowest().toMillis() / 1e3));
        Files.writeString(RESULT, result.append(toll).append(System.lineSeparator()));
        assertThat(toll.lost()).as("seed %d: %s", seed, toll).isZero();
        assertThat(toll.identical()).as("seed %d: %s", seed, toll).isEqualTo(toll.runs());
        assertThat(toll.complaints()).as("seed %d", seed).isEmpty();
    }
}
