package io.apoptosis.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RaceTest {
    @Test
    void shouldRankByMeanWithinEachRace() {
        List<Race> races = Race.of(new Outcomes()
                .with("weight", "none", 0.2)
                .with("weight", "2 epochs", 0.90, 0.88)
                .with("oba", "none", 0.5)
                .with("oba", "2 epochs", 0.80, 0.91)
                .list());

        assertThat(races).hasSize(2);
        assertThat(names(races.get(0))).containsExactly("1 oba", "2 weight");
        assertThat(names(races.get(1))).containsExactly("1 weight", "2 oba");
    }

    @Test
    void equalMeansShareARank() {
        Race race = Race.of(new Outcomes()
                        .with("a", "none", 0.5)
                        .with("b", "none", 0.7)
                        .with("c", "none", 0.7)
                        .list())
                .get(0);

        assertThat(names(race)).containsExactly("1 b", "1 c", "3 a");
    }

    @Test
    void thereIsNoneWithoutOutcomes() {
        assertThat(Race.of(List.of())).isEmpty();
    }

    private static List<String> names(Race race) {
        return race.runners().stream()
                .map(runner -> runner.rank() + " " + runner.setting().criterion())
                .toList();
    }
}
