package io.apoptosis.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LeadTest {
    @Test
    void shouldPairBySeed() {
        // Differences 0.02, 0.03 and 0.01: mean 0.02, sample deviation 0.01, its standard error 0.01 / sqrt 3.
        Lead lead = lead(new Outcomes().with("a", "t", 0.90, 0.80, 0.85).with("b", "t", 0.88, 0.77, 0.84));

        assertThat(lead.first().criterion()).isEqualTo("a");
        assertThat(lead.difference()).isCloseTo(0.02, within(1e-12));
        assertThat(lead.standardError()).isCloseTo(0.01 / Math.sqrt(3), within(1e-12));
        assertThat(lead.pairs()).isEqualTo(3);
        assertThat(lead.exceedsItsError()).isTrue();
        assertThat(lead.sentence())
                .contains("a is first, 2.00 ± 0.58 points ahead of b")
                .contains("exceeds its standard error");
    }

    @Test
    void shouldSayWhereTheSpreadIsLargerThanTheLead() {
        Lead lead = lead(new Outcomes().with("a", "t", 0.90, 0.80).with("b", "t", 0.80, 0.89));

        assertThat(lead.exceedsItsError()).isFalse();
        assertThat(lead.sentence()).contains("does not exceed its standard error");
    }

    @Test
    void shouldClaimNoErrorOfASinglePair() {
        Lead lead = lead(new Outcomes().with("a", "none", 0.9).with("b", "none", 0.8, 0.7));

        assertThat(lead.pairs()).isEqualTo(1);
        assertThat(lead.standardError()).isNaN();
        assertThat(lead.exceedsItsError()).isFalse();
        assertThat(lead.sentence()).contains("10.00 points ahead of b, one run each");
    }

    @Test
    void equalsAreLevel() {
        assertThat(lead(new Outcomes().with("a", "none", 0.9).with("b", "none", 0.9))
                        .sentence())
                .endsWith("a and b are level.");
    }

    @Test
    void nobodyLeadsAlone() {
        assertThat(Lead.of(Race.of(new Outcomes().with("a", "none", 0.9).list()).get(0)))
                .isEmpty();
    }

    private static Lead lead(Outcomes outcomes) {
        return Lead.of(Race.of(outcomes.list()).get(0)).orElseThrow();
    }
}
