package io.apoptosis.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void shouldAlignWordsLeftAndNumbersRight() {
        assertThat(TextTable.header("layer", "MACs")
                        .row("conv1", "9")
                        .row("fc", "1200")
                        .render())
                .isEqualTo("""
                        layer  MACs
                        ─────  ────
                        conv1     9
                        fc     1200
                        """);
    }

    @Test
    void shouldCountCharactersNotBytes() {
        assertThat(TextTable.header("a").row("größe").row("x").render()).contains("─────\n");
    }

    @Test
    void shouldRefuseARowOfAnotherWidth() {
        assertThatThrownBy(() -> TextTable.header("a", "b").row("only one"))
                .hasMessage("a row of 1 cells for 2 columns");
    }
}
