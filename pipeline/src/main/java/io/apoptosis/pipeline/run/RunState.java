package io.apoptosis.pipeline.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.apoptosis.pipeline.message.RunStanding;
import io.apoptosis.pipeline.message.RunStanding.Phase;
import java.time.Instant;

/**
 * Where a run stands. Each state offers only the transitions that are legal from it:
 *
 * <pre>
 * Queued → Evaluating → Scoring → Pruning → (Repairing) → (Finetuning) → Scoring … → Exporting → (Cleaning) → Completed
 * any of these → Paused → Queued;   → Failed → Queued at the stage that failed;   any but Completed → Cancelled
 * </pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Queued.class, name = "QUEUED"),
    @JsonSubTypes.Type(value = Evaluating.class, name = "EVALUATING"),
    @JsonSubTypes.Type(value = Scoring.class, name = "SCORING"),
    @JsonSubTypes.Type(value = Pruning.class, name = "PRUNING"),
    @JsonSubTypes.Type(value = Repairing.class, name = "REPAIRING"),
    @JsonSubTypes.Type(value = Finetuning.class, name = "FINETUNING"),
    @JsonSubTypes.Type(value = Exporting.class, name = "EXPORTING"),
    @JsonSubTypes.Type(value = Cleaning.class, name = "CLEANING"),
    @JsonSubTypes.Type(value = Paused.class, name = "PAUSED"),
    @JsonSubTypes.Type(value = Completed.class, name = "COMPLETED"),
    @JsonSubTypes.Type(value = Failed.class, name = "FAILED"),
    @JsonSubTypes.Type(value = Cancelled.class, name = "CANCELLED")
})
public sealed interface RunState permits Open, Completed, Failed, Cancelled {
    Run run();

    /** The state's name in a {@link RunView}. */
    String label();

    /** As admission sees it. */
    default Phase phase() {
        return Phase.OUT;
    }

    default RunStanding standing() {
        Run run = run();
        return new RunStanding(
                run.id(), run.version(), run.handling().owner(), run.handling().priority(), phase(), ticket());
    }

    /** Of the present time of waiting; 0 where the run does not wait. */
    default long ticket() {
        return 0;
    }

    /** The same state, one version later. */
    RunState touched(Instant at);
}
