package io.apoptosis.pipeline.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingTest {
    private static final Setting SETTING = new Setting("oba", 0.5, "none", "2 epochs");

    @Test
    void shouldRaceWithOtherCriteriaOnly() {
        assertThat(SETTING.sameRace(new Setting("weight", 0.5, "none", "2 epochs")))
                .isTrue();
        assertThat(SETTING.sameRace(new Setting("oba", 0.4, "none", "2 epochs")))
                .isFalse();
        assertThat(SETTING.sameRace(new Setting("oba", 0.5, "leastSquares", "2 epochs")))
                .isFalse();
        assertThat(SETTING.sameRace(new Setting("oba", 0.5, "none", "none"))).isFalse();
    }
}
