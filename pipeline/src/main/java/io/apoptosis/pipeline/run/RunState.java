package io.apoptosis.pipeline.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/**
 * Where a run stands. Each state offers only the transitions that are legal from it:
 *
 * <pre>
 * Evaluating → Scoring → Pruning → (Repairing) → (Finetuning) → Scoring … → Exporting → Completed
 * any of these ⇄ Paused;   → Failed → (resumed) the stage that failed;   any but Completed → Cancelled
 * </pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Evaluating.class, name = "EVALUATING"),
    @JsonSubTypes.Type(value = Scoring.class, name = "SCORING"),
    @JsonSubTypes.Type(value = Pruning.class, name = "PRUNING"),
    @JsonSubTypes.Type(value = Repairing.class, name = "REPAIRING"),
    @JsonSubTypes.Type(value = Finetuning.class, name = "FINETUNING"),
    @JsonSubTypes.Type(value = Exporting.class, name = "EXPORTING"),
    @JsonSubTypes.Type(value = Paused.class, name = "PAUSED"),
    @JsonSubTypes.Type(value = Completed.class, name = "COMPLETED"),
    @JsonSubTypes.Type(value = Failed.class, name = "FAILED"),
    @JsonSubTypes.Type(value = Cancelled.class, name = "CANCELLED")
})
public sealed interface RunState permits Stage, Paused, Completed, Failed, Cancelled {
    Run run();

    /** The state's name in a {@link RunView}. */
    String label();

    /** The same state, one version later. */
    RunState touched(Instant at);
}
