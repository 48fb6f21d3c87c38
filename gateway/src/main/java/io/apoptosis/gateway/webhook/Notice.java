package io.apoptosis.gateway.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.run.RunView;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is sent: that a run has ended, and enough of it to tell a person.
 *
 * @param type {@code run.completed} or {@code run.failed}
 * @param timestamp when it ended
 */
record Notice(String type, Instant timestamp, Data data) {

    /** @param failure null unless it has failed */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(
            String id,
            String name,
            String owner,
            String state,
            Instant submittedAt,
            @Nullable Measurement dense,
            @Nullable Measurement result,
            RunView.@Nullable Failure failure) {}

    /** Empty unless the run has completed or failed: who cancels it knows. */
    static Optional<Notice> of(RunView view) {
        String type = switch (view.state()) {
            case "COMPLETED" -> "run.completed";
            case "FAILED" -> "run.failed";
            default -> "";
        };
        return type.isEmpty()
                ? Optional.empty()
                : Optional.of(new Notice(
                        type,
                        view.updatedAt(),
                        new Data(
                                view.id(),
                                view.name(),
                                view.handling().owner(),
                                view.state(),
                                view.submittedAt(),
                                view.dense(),
                                view.result(),
                                view.failure())));
    }
}
