package io.apoptosis.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.run.RunView.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarDisplayTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final BarDisplay display = new BarDisplay(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @Test
    void shouldNameTheStageAndCountItsTasks() {
        display.show(Views.of("SCORING", List.of(Views.BEGUN), new Progress("SCORING", 2, 3, 5, "shards", 0.65)));
        display.close();

        assertThat(written()).contains("step 2/2 score").contains("3/5 shards");
    }

    @Test
    void shouldDrawTheAccuracySoFar() {
        display.show(Views.of(
                "SCORING", List.of(Views.DONE, Views.BEGUN), new Progress("SCORING", 2, 3, 5, "shards", 0.65)));
        display.close();

        assertThat(written()).contains("accuracy: 91.5 % █▆ 88.0 %\n");
    }

    @Test
    void shouldLeaveOnlyMilestonesBehind() {
        display.show(Views.of("SCORING", List.of(Views.BEGUN), new Progress("SCORING", 2, 3, 5, "shards", 0.65)));
        display.close();

        String last = written().substring(written().lastIndexOf('\n') + 1);
        assertThat(written()).startsWith("dense network: 91.5 %");
        assertThat(last)
                .as("the bar's line is cleared, the cursor at its start")
                .endsWith(BarDisplay.CLEAR_LINE);
        assertThat(written().chars().filter(c -> c == '\n'))
                .as("lines that stay")
                .hasSize(1);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
