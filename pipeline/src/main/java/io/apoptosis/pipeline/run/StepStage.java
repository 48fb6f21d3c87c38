package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.trace.RunTrace;
import org.jspecify.annotations.Nullable;

/** A stage of a pruning step; the others come before the first step, after the last, or between. */
public sealed interface StepStage extends Stage permits Scoring, Pruning, Repairing, Finetuning {
    StepPlan plan();

    @Override
    default @Nullable String traceparent() {
        RunTrace trace = run().trace();
        return trace == null ? null : trace.ofStep(step());
    }

    @Override
    default int step() {
        return plan().step();
    }
}
