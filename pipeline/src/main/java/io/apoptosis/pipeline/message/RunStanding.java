package io.apoptosis.pipeline.message;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.apoptosis.pipeline.message.Handling.Priority;

/**
 * Whether a run waits to be let in, is in, or is out; on {@code apoptosis.admission}.
 *
 * @param version of the run; an older word than the last says nothing
 * @param ticket of this time of waiting; 0 where it does not wait
 */
public record RunStanding(String runId, long version, String owner, Priority priority, Phase phase, long ticket)
        implements RunMessage {
    public RunStanding {
        requireNonNull(runId, "runId");
        requireNonNull(owner, "owner");
        requireNonNull(priority, "priority");
        requireNonNull(phase, "phase");
    }

    @Override
    public String messageId() {
        return "%s/standing/%d".formatted(runId, version);
    }

    /** As admission sees a run. */
    public enum Phase {
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("out")
        OUT
    }
}
