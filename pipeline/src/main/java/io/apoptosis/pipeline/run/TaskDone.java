package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Event.Result;
import io.apoptosis.pipeline.message.Event.ShardScored;
import io.apoptosis.pipeline.message.Task;
import java.time.Instant;

/**
 * A task that has its result.
 *
 * @param task for example {@code step-3/score/2}
 * @param seconds what the worker took
 */
public record TaskDone(String task, int attempt, String worker, double seconds, Instant at) {

    /** What the result is recorded as if the stage counts it. */
    static TaskDone of(Stage stage, Result result, Instant at) {
        return new TaskDone(taskOf(stage, result), result.attempt(), result.worker(), result.seconds(), at);
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
