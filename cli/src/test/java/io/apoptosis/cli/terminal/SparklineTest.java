package io.apoptosis.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.run.RunView.Step;
import io.apoptosis.pipeline.run.StepOutcome.Epoch;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SparklineTest {
    @Test
    void goesFromTheDenseNetworkOverEachCutToTheLastEpoch() {
        Step tuned = step(0.215, new Epoch(1, 0.615, 1), new Epoch(1, 0.815, 1));

        assertThat(Sparkline.of(Views.of("FINETUNING", List.of(tuned), null))).isEqualTo("91.5 % █▁▅▇ 81.5 %");
    }

    @Test
    void smallDifferencesLookSmall() {
        assertThat(Sparkline.of(Views.of("FINETUNING", List.of(step(0.913)), null)))
                .isEqualTo("91.5 % ██ 91.3 %");
    }

    @Test
    void aLongRunShowsItsLastMeasurements() {
        List<Step> steps = Collections.nCopies(40, step(0.5));

        assertThat(Sparkline.of(Views.of("SCORING", steps, null))).isEqualTo("91.5 % " + "█".repeat(24) + " 50.0 %");
    }

    @Test
    void aSingleMeasurementIsNoChart() {
        assertThat(Sparkline.of(Views.of("SCORING", List.of(Views.BEGUN), null)))
                .isEmpty();
    }

    private static Step step(double afterPruning, Epoch... epochs) {
        return new Step(1, 0.8, afterPruning, null, 0.4, afterPruning, 0.4, 790L, 80L, Map.of(), List.of(epochs), 12);
    }
}
