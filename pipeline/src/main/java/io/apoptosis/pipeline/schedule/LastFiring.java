package io.apoptosis.pipeline.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.apoptosis.pipeline.message.ScheduleMessage.FiringConcluded;
import io.apoptosis.pipeline.message.StoredObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schedule's last firing.
 *
 * @param cause in words
 * @param object that took the placeholder's place
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LastFiring(Instant at, String cause, @Nullable StoredObject object, List<Outcome> runs) {
    public LastFiring {
        runs = List.copyOf(runs);
    }

    /** What has become of one of its runs. @param problem why it was refused */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Outcome(
            String runId, State state, @Nullable String problem) {
        static Outcome pending(String runId) {
            return new Outcome(runId, State.PENDING, null);
        }

        private Outcome on(FiringConcluded concluded) {
            if (!concluded.runId().equals(runId)) {
                return this;
            }
            return new Outcome(runId, concluded.problem() == null ? State.STARTED : State.REFUSED, concluded.problem());
        }
    }

    /** Of a run that was fired. */
    public enum State {
        /** Is being looked at. */
        @JsonProperty("pending")
        PENDING,
        /** There is a run. */
        @JsonProperty("started")
        STARTED,
        /** It could not be run. */
        @JsonProperty("refused")
        REFUSED
    }

    LastFiring on(FiringConcluded concluded) {
        return new LastFiring(
                at, cause, object, runs.stream().map(run -> run.on(concluded)).toList());
    }
}
