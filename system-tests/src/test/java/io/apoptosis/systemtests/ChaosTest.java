package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Only where asked for, since it takes minutes: {@code ./system-tests/chaos.sh --kills N --seed S}. */
@Tag("slow")
@EnabledIfSystemProperty(named = "chaos.kills", matches = "\\d+")
class ChaosTest {
    @Test
    void whateverDiesEveryRunEndsAsAnUndisturbedOne(@TempDir Path folder) throws Exception {
        int kills = Integer.getInteger("chaos.kills");
        long seed = Long.getLong("chaos.seed", 1);

        Chaos.Toll toll = Chaos.unleash(kills, seed, folder, System.out);

        System.out.println(toll);
        assertThat(toll.lost()).as("seed %d: %s", seed, toll).isZero();
        assertThat(toll.identical()).as("seed %d: %s", seed, toll).isEqualTo(toll.runs());
    }
}
