package io.apoptosis.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.report.Comparison.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally(new Outcomes()
            .with("weight", "t", 0.5)
            .with("oba", "t", 0.8, 0.6, 0.7)
            .list());

    @Test
    void shouldGiveMeansAndSpreadsBestFirst() {
        List<Entry> entries = tally.entries();
        Entry oba = entries.get(0);

        assertThat(entries).extracting(Entry::criterion).containsExactly("oba", "weight");
        assertThat(oba.accuracy()).isCloseTo(0.7, within(1e-12));
        assertThat(oba.deviation()).isCloseTo(0.1, within(1e-12));
        assertThat(oba.macs()).isEqualTo(501);
        assertThat(oba.kept().get("conv1")).isCloseTo(9, within(1e-12));
        assertThat(oba.rank()).isEqualTo(1);
    }

    @Test
    void aSingleRunHasNoSpread() {
        assertThat(tally.entries().get(1).deviation()).isNaN();
    }

    @Test
    void shouldSayWhoLeads() {
        assertThat(tally.findings()).singleElement().asString().contains("oba is first, 30.00 points ahead of weight");
    }
}
