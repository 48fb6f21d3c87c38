package io.apoptosis.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.run.RunView.Step;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final Measurement DENSE = new Measurement(0.9, 0.3, 1000, 100);
    private static final Step DONE = new Step(1, 0.8, 0.88, 0.9, 0.35, 790L, 80L, Map.of(), 12);
    private static final Step BEGUN = new Step(2, 0.6, null, null, null, null, null, Map.of(), 0);

    @Test
    void shouldEndWithTheFinalNetworkOfACompletedRun() {
        assertThat(rows(view(DENSE, List.of(DONE), new Measurement(0.9, 0.35, 790, 80))))
                .containsExactly("dense", "1", "final");
    }

    @Test
    void shouldShowWhatIsMeasuredSoFar() {
        assertThat(rows(view(DENSE, List.of(DONE, BEGUN), null))).containsExactly("dense", "1");
    }

    @Test
    void shouldBeEmptyBeforeAnythingIsMeasured() {
        assertThat(Outcome.table(view(null, List.of(), null))).isEmpty();
    }

    private static List<String> rows(RunView run) {
        return Outcome.table(run)
                .lines()
                .skip(2)
                .map(line -> line.strip().split(" ", 2)[0])
                .toList();
    }

    private static RunView view(@Nullable Measurement dense, List<Step> steps, @Nullable Measurement result) {
        return new RunView(
                "id",
                "tiny",
                "SCORING",
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                RunSpecs.parse("""
                        model: { architecture: resnet20, classes: 10, weights: "object:w" }
                        data: { train: { tensors: "object:a" }, test: { tensors: "object:b" } }
                        """, "tiny.yaml"),
                2,
                dense,
                steps,
                result,
                null,
                null,
                Map.of());
    }
}
