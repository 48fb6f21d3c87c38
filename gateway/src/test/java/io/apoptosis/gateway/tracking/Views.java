package io.apoptosis.gateway.tracking;

import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.run.StepOutcome.Epoch;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A run of two steps as it goes on. */
final class Views {
    static final RunSpec SPEC = RunSpecs.parse("""
            name: tracked
            model: { architecture: resnet20, classes: 10, weights: w }
            data: { train: { cifar10: a }, test: { cifar10: b }, normalize: { mean: [0.5, 0.25, 0.125], std: [1, 1, 1] } }
            prune: { target: { macs: 0.6 }, iterations: 2 }
            """.getBytes(StandardCharsets.UTF_8), "test.yaml");

    private static final Epoch FIRST = new Epoch(0.9, 0.75, 0.7);
    private static final Epoch SECOND = new Epoch(0.8, 0.79, 0.6);

    private Views() {}

    static RunView scoring(String id) {
        return view(id, "SCORING", List.of(), Map.of());
    }

    /** Step 1 is done, step 2 in its first epoch. */
    static RunView tuning(String id) {
        return view(id, "FINETUNING", List.of(pruned(), tuned(List.of(FIRST))), Map.of());
    }

    static RunView failed(String id) {
        return view(id, "FAILED", List.of(pruned(), tuned(List.of(FIRST))), Map.of());
    }

    static RunView completed(String id, Map<String, ObjectRef> files) {
        return view(id, "COMPLETED", List.of(pruned(), tuned(List.of(FIRST, SECOND))), files);
    }

    private static RunView.Step pruned() {
        return new RunView.Step(1, 0.8, 0.7, null, 0.9, 0.7, 0.9, 800L, 90L, Map.of("conv1", 12), List.of(), 10);
    }

    private static RunView.Step tuned(List<Epoch> epochs) {
        Epoch last = epochs.get(epochs.size() - 1);
        return new RunView.Step(
                2, 0.6, 0.5, null, 1.2, last.accuracy(), last.loss(), 600L, 60L, Map.of("conv1", 8), epochs, 20);
    }

    private static RunView view(String id, String state, List<RunView.Step> steps, Map<String, ObjectRef> files) {
        return new RunView(
                id,
                "tracked",
                state,
                7,
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(100),
                SPEC,
                2,
                new Measurement(0.9, 0.3, 1000, 100),
                steps,
                List.of(),
                state.equals("COMPLETED") ? new Measurement(0.79, 0.6, 600, 60) : null,
                null,
                state.equals("FAILED")
                        ? new RunView.Failure("memory", 2, null, "step-2/finetune/1", "too big", "shrink")
                        : null,
                files,
                Handling.DEFAULT);
    }
}
