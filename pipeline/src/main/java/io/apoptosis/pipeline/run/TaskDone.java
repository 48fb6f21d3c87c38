package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Event.Result;
import io.apoptosis.pipeline.message.Event.ShardScored;
import io.apoptosis.pipeline.message.Spent;
import io.apoptosis.pipeline.message.Task;
import java.time.Instant;
import java.util.Objects;

/**
 * A task that has its result.
 *
 * @param task for example {@code step-3/score/2}
 * @param seconds what the worker took
 * @param spent on what
 */
public record TaskDone(String task, int attempt, String worker, double seconds, Spent spent, Instant at) {
    public TaskDone {
        spent = Objects.requireNonNullElse(spent, Spent.UNTOLD);
    }

    /** What the result is recorded as if the stage counts it. */
    static TaskDone of(Stage stage, Result result, Instant at) {
        return new TaskDone(
                taskOf(stage, result), result.attempt(), result.worker(), result.seconds(), result.spent(), at);
    }

    int step() {
        return Integer.parseInt(task.substring("step-".length(), task.indexOf('/')));
    }

    /** Only shards are handed out together. */
    private static String taskOf(Stage stage, Result result) {
        return result instanceof ShardScored scored
                ? Task.Score.id(scored.step(), scored.shard())
                : stage.missing().get(0).id();
    }
}
