package io.apoptosis.gateway.webhook;

import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Views of runs. */
final class Ended {
    private Ended() {}

    static RunView run(String id, String state) {
        return new RunView(
                id,
                "test",
                state,
                7,
                Instant.EPOCH,
                Instant.EPOCH,
                RunSpecs.parse("""
                        model: { architecture: resnet20, classes: 10, weights: w }
                        data: { train: { cifar10: a }, test: { cifar10: b } }
                        """, "test.yaml"),
                1,
                new Measurement(0.9, 0.3, 1000, 100),
                List.of(),
                List.of(),
                state.equals("COMPLETED") ? new Measurement(0.8, 0.4, 600, 60) : null,
                null,
                state.equals("FAILED")
                        ? new RunView.Failure("memory", 1, 2, "step-1/score/2", "too big", "shrink")
                        : null,
                Map.of(),
                Handling.DEFAULT);
    }
}
