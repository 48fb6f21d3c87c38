package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.trace.PastSpan;
import io.apoptosis.pipeline.trace.RunTrace;
import io.apoptosis.pipeline.trace.TaskWork;
import io.apoptosis.pipeline.trace.Work;
import io.apoptosis.pipeline.trace.Work.Role;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step as a span: told when the run leaves it, be it for the next one or because it stops. */
public final class StepSpans {
    private StepSpans() {}

    /** The span that ends as the run comes from the one state to the other. */
    public static Optional<PastSpan> ended(@Nullable RunState before, RunState after) {
        return before instanceof StepStage stage && !goesOn(stage, after)
                ? Optional.ofNullable(stage.run().trace()).map(trace -> span(stage, trace, after))
                : Optional.empty();
    }

    private static boolean goesOn(StepStage stage, RunState after) {
        return after instanceof StepStage next && next.step() == stage.step();
    }

    private static PastSpan span(StepStage stage, RunTrace trace, RunState after) {
        Instant started = stage.run().currentStep().startedAt();
        Map<String, Object> attributes = Map.of(
                TaskWork.RUN, stage.run().id(), TaskWork.STEP, (long) stage.step(), TaskWork.OUTCOME, outcome(after));
        return new PastSpan(
                new Work("step-" + stage.step(), Role.INTERNAL, attributes),
                trace.traceparent(),
                trace.stepSpan(stage.step()),
                started.isAfter(trace.since()) ? started : trace.since(),
                after.run().updatedAt(),
                after instanceof Failed failed ? failed.failure().cause() : null);
    }

    private static String outcome(RunState after) {
        return after instanceof Stage ? "done" : after.label().toLowerCase(Locale.ROOT);
    }
}
