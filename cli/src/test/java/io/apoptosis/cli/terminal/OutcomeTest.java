package io.apoptosis.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.run.RunView;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    @Test
    void shouldEndWithTheFinalNetworkOfACompletedRun() {
        assertThat(rows(Views.of(
                        "SCORING", Views.DENSE, List.of(Views.DONE), null, new Measurement(0.9, 0.35, 790, 80))))
                .containsExactly("dense", "1", "final");
    }

    @Test
    void shouldShowWhatIsMeasuredSoFar() {
        assertThat(rows(Views.of("SCORING", List.of(Views.DONE, Views.BEGUN), null)))
                .containsExactly("dense", "1");
    }

    @Test
    void shouldBeEmptyBeforeAnythingIsMeasured() {
        assertThat(Outcome.table(Views.of("EVALUATING", null, List.of(), null, null)))
                .isEmpty();
    }

    private static List<String> rows(RunView run) {
        return Outcome.table(run)
                .lines()
                .skip(2)
                .map(line -> line.strip().split(" ", 2)[0])
                .toList();
    }
}
