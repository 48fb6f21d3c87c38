package io.apoptosis.pipeline.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as the outside sees it.
 *
 * @param task for example {@code step-3/score/2}
 * @param state {@code running}, {@code retrying} (waits for its next try) or {@code done}
 * @param fraction of its work, 0 to 1
 * @param seconds what the worker took; null until it is done
 * @param at when it was done, else its last sign of life
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskView(
        String task,
        String state,
        int attempt,
        @Nullable String worker,
        double fraction,
        @Nullable Double seconds,
        @Nullable Instant at) {

    static List<TaskView> of(RunState state) {
        List<TaskView> tasks = new ArrayList<>();
        state.run().done().forEach(done -> tasks.add(done(done)));
        if (state instanceof Stage stage) {
            stage.watch().tasks().forEach((id, handed) -> {
                if (handed.seenAt() != null || handed.retryAt() != null) {
                    tasks.add(underWay(id, handed));
                }
            });
        }
        return tasks;
    }

    private static TaskView done(TaskDone done) {
        return new TaskView(done.task(), "done", done.attempt(), done.worker(), 1, done.seconds(), done.at());
    }

    private static TaskView underWay(String id, Handed handed) {
        String state = handed.retryAt() == null ? "running" : "retrying";
        return new TaskView(id, state, handed.attempt(), handed.worker(), handed.fraction(), null, handed.seenAt());
    }
}
