package io.apoptosis.pipeline.message;

import static java.util.Objects.requireNonNull;

import io.apoptosis.pipeline.spec.RunSpec;
import java.time.Instant;

/** What a person asks of a run; on {@code apoptosis.commands}, key = run id. */
public sealed interface Command extends Message {
    Instant at();

    /** {@code checkpoint}: the dense network, already validated and stored; macs and parameters are its. */
    record SubmitRun(String runId, Instant at, RunSpec spec, Checkpoint checkpoint, long macs, long parameters)
            implements Command {
        public SubmitRun {
            requireNonNull(runId, "runId");
            requireNonNull(at, "at");
            requireNonNull(spec, "spec");
            requireNonNull(checkpoint, "checkpoint");
        }

        @Override
        public String messageId() {
            return runId + "/submitted";
        }
    }

    record CancelRun(String runId, Instant at) implements Command {
        public CancelRun {
            requireNonNull(runId, "runId");
            requireNonNull(at, "at");
        }

        @Override
        public String messageId() {
            return runId + "/cancel/" + at;
        }
    }

    record PauseRun(String runId, Instant at) implements Command {
        public PauseRun {
            requireNonNull(runId, "runId");
            requireNonNull(at, "at");
        }

        @Override
        public String messageId() {
            return runId + "/pause/" + at;
        }
    }

    record ResumeRun(String runId, Instant at) implements Command {
        public ResumeRun {
            requireNonNull(runId, "runId");
            requireNonNull(at, "at");
        }

        @Override
        public String messageId() {
            return runId + "/resume/" + at;
        }
    }
}
