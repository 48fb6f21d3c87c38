package io.apoptosis.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaletteTest {
    @Test
    void shouldKeepAColourForAName() {
        Palette palette = new Palette(List.of("gate", "a < b"));

        assertThat(palette.kind("gate")).isEqualTo("s0");
        assertThat(palette.kind("a < b")).isEqualTo("s1");
        assertThat(palette.legend()).contains("key s1", "a &lt; b");
    }

    @Test
    void shouldBeginAgainWhereColoursRunOut() {
        Palette many =
                new Palette(IntStream.range(0, 10).mapToObj(String::valueOf).toList());

        assertThat(many.kind("9")).isEqualTo("s1");
    }
}
