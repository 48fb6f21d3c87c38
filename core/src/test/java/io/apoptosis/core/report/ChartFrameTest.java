package io.apoptosis.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChartFrameTest {
    private final ChartFrame frame = ChartFrame.ofShares(0.52, 0.83);

    @Test
    void shouldEndALittleBelowTheSmallest() {
        assertThat(frame).isEqualTo(new ChartFrame(0.5, 1, 0.8));
        assertThat(ChartFrame.ofShares(0.5, 0.8)).isEqualTo(new ChartFrame(0.4, 1, 0.7));
        assertThat(ChartFrame.ofShares(0, 0)).isEqualTo(new ChartFrame(0, 1, 0));
    }

    @Test
    void shouldPutMoreToTheRightAndHigher() {
        assertThat(frame.x(0.9)).isGreaterThan(frame.x(0.6));
        assertThat(frame.y(0.9)).isLessThan(frame.y(0.85));
        assertThat(frame.x(0.1)).as("held at the edge").isEqualTo(frame.x(0.5));
    }

    @Test
    void shouldMarkEveryTenth() {
        assertThat(frame.tenths()).contains(">0.5<", ">0.9<", ">1.0<").doesNotContain(">0.4<");
        assertThat(frame.grid("a < b")).contains("80 %", "100 %", "a &lt; b");
    }

    @Test
    void shouldDrawLinesAtRoundPercentages() {
        assertThat(percentages(0.8)).containsExactly("100 %", "95 %", "90 %", "85 %", "80 %");
        assertThat(percentages(0.5)).containsExactly("100 %", "90 %", "80 %", "70 %", "60 %", "50 %");
        assertThat(percentages(0.3)).containsExactly("100 %", "80 %", "60 %", "40 %");
        assertThat(percentages(0)).hasSize(6).endsWith("0 %");
    }

    private static List<String> percentages(double lowest) {
        return Pattern.compile("[0-9]+ %")
                .matcher(new ChartFrame(0, 1, lowest).grid("x"))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
