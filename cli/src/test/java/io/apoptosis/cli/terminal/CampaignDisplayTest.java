package io.apoptosis.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Measurement;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CampaignDisplayTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void shouldTellHowEachRunEnded() {
        try (CampaignDisplay display = new CampaignDisplay(out, false, 2)) {
            display.show(1, Views.of("SCORING", List.of(Views.BEGUN), null));
            display.show(1, Views.of("COMPLETED", Views.DENSE, List.of(), null, new Measurement(0.8, 0.4, 600, 60)));
            display.show(0, Views.of("CANCELLED", List.of(), null));
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("1/2 tiny: 80.0 % at 600 MACs", "2/2 tiny: cancelled (id)");
    }

    @Test
    void shouldShowABarForAllOnATerminal() {
        try (CampaignDisplay display = new CampaignDisplay(out, true, 2)) {
            display.show(0, Views.of("COMPLETED", List.of(), null));
            display.show(1, Views.of("SCORING", List.of(Views.BEGUN), null));
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("1/2 tiny").endsWith(BarDisplay.CLEAR_LINE);
    }
}
