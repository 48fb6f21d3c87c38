package io.apoptosis.cli.terminal;

import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.run.RunView.Progress;
import io.apoptosis.pipeline.run.RunView.Step;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs of two steps, as a gateway shows them. */
final class Views {
    static final Measurement DENSE = new Measurement(0.915, 0.31, 1000, 100);
    static final Step DONE = new Step(1, 0.8, 0.88, null, 0.4, 0.9, 0.35, 790L, 80L, Map.of(), List.of(), 12);
    static final Step BEGUN = new Step(2, 0.6, null, null, null, null, null, null, null, Map.of(), List.of(), 0);

    private Views() {}

    static RunView of(String state, List<Step> steps, @Nullable Progress progress) {
        return of(state, DENSE, steps, progress, null);
    }

    static RunView of(
            String state,
            @Nullable Measurement dense,
            List<Step> steps,
            @Nullable Progress progress,
            @Nullable Measurement result) {
        return new RunView(
                "id",
                "tiny",
                state,
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
                List.of(),
                result,
                progress,
                null,
                Map.of(),
                Handling.DEFAULT);
    }
}
