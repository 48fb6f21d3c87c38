package io.apoptosis.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.report.Comparison.Entry;
import io.apoptosis.pipeline.compare.Outcome;
import io.apoptosis.pipeline.compare.Setting;
import io.apoptosis.pipeline.compare.Trial;
import java.util.List;
import java.util.Map;
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
    void shouldGiveTheMeanSparsityOfEachLayer() {
        Trial trial = new Trial(new Setting("chita", 0.9, "none", "none"), 1, 0, false);
        List<Outcome> outcomes = List.of(
                new Outcome(trial, "a", 0.5, 1, 1, 0.9, Map.of(), Map.of("conv1", 0.8, "fc", 0.9)),
                new Outcome(trial, "b", 0.5, 1, 1, 0.9, Map.of(), Map.of("conv1", 0.4, "fc", 0.9)));

        Entry entry = new Tally(outcomes).entries().get(0);

        assertThat(entry.sparsityPerLayer().get("conv1")).isCloseTo(0.6, within(1e-12));
        assertThat(entry.sparsityPerLayer().get("fc")).isCloseTo(0.9, within(1e-12));
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
