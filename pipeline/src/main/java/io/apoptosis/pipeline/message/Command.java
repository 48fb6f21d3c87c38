package io.apoptosis.pipeline.message;

import io.apoptosis.pipeline.spec.RunSpec;
import java.time.Instant;

/** What a person asks of a run; on {@code apoptosis.commands}, key = run id. */
public sealed interface Command {
    String runId();

    Instant at();

    /** {@code checkpoint}: the dense network, already validated and stored; macs and parameters are its. */
    record SubmitRun(String runId, Instant at, RunSpec spec, Checkpoint checkpoint, long macs, long parameters)
            implements Command {}

    record CancelRun(String runId, Instant at) implements Command {}

    record PauseRun(String runId, Instant at) implements Command {}

    record ResumeRun(String runId, Instant at) implements Command {}
}
