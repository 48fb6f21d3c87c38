package io.apoptosis.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void shouldWriteCountsInTheUnitThatFits() {
        assertThat(Figures.count(9_408)).isEqualTo("9408");
        assertThat(Figures.count(269_722)).isEqualTo("269.7 k");
        assertThat(Figures.count(40_813_184)).isEqualTo("40.81 M");
        assertThat(Figures.count(4_089_000_000L)).isEqualTo("4.09 G");
    }

    @Test
    void shouldWriteDurationsWithoutFalsePrecision() {
        assertThat(Figures.duration(9.44)).isEqualTo("9.4 s");
        assertThat(Figures.duration(119.7)).isEqualTo("2 min 0 s");
        assertThat(Figures.duration(3_725)).isEqualTo("1 h 2 min");
    }

    @Test
    void shouldSayWhenThereIsNoNumber() {
        assertThat(Figures.percent(Double.NaN)).isEqualTo("n/a");
        assertThat(Figures.share(3, 0)).isEqualTo("3 (n/a)");
    }

    @Test
    void shouldNotDependOnTheMachinesLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Figures.decimal(0.5)).isEqualTo("0.500");
        } finally {
            Locale.setDefault(before);
        }
    }
}
