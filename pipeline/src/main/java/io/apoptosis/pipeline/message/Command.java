package io.apoptosis.pipeline.message;

import static java.util.Objects.requireNonNull;

import io.apoptosis.pipeline.spec.RunSpec;
import java.time.Instant;
import java.util.Objects;

/** What a person asks of a run; on {@code apoptosis.commands}, key = run id. */
public sealed interface Command extends RunMessage {
    Instant at();

    /** {@code checkpoint}: the dense network, already validated and stored; macs and parameters are its. */
    record SubmitRun(
            String runId,
            Instant at,
            RunSpec spec,
            Checkpoint checkpoint,
            long macs,
            long parameters,
            Handling handling)
            implements Command {
        public SubmitRun {
            requireNonNull(runId, "runId");
            requireNonNull(at, "at");
            requireNonNull(spec, "spec");
            requireNonNull(checkpoint, "checkpoint");
            handling = Objects.requireNonNullElse(handling, Handling.DEFAULT);
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

    /** Do the step and all that follows once more. */
    record RetryRun(String runId, Instant at, int step) implements Command {
        public RetryRun {
            requireNonNull(runId, "runId");
            requireNonNull(at, "at");
        }

        @Override
        public String messageId() {
            return "%s/retry/%d/%s".formatted(runId, step, at);
        }
    }

    /** The run's turn has come: said by admission to the run that waits with this ticket. */
    record StartRun(String runId, Instant at, long ticket) implements Command {
        public StartRun {
            requireNonNull(runId, "runId");
            requireNonNull(at, "at");
        }

        @Override
        public String messageId() {
            return "%s/start/%d".formatted(runId, ticket);
        }
    }
}
