package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Event.TaskFailed;
import java.time.Instant;
import java.util.Map;

/** What a failed or silent task means for its stage: another try, or the end of the run with its reason. */
final class Setbacks {
    private final RetryPolicy policy;

    Setbacks(RetryPolicy policy) {
        this.policy = policy;
    }

    RunState failed(Stage stage, TaskFailed failure, Instant at) {
        Handed handed = stage.watch().of(failure.taskId());
        if (handed == null || handed.attempt() != failure.attempt() || handed.retryAt() != null) {
            return stage;
        }
        if (failure.transientCause() && !policy.exhausted(handed)) {
            Handed waiting = handed.retryingAt(policy.nextTry(handed, at));
            return stage.with(stage.watch().with(failure.taskId(), waiting));
        }
        String cause =
                failure.transientCause() ? "%s (%d tries)".formatted(failure.cause(), handed.tries()) : failure.cause();
        return stage.failed(
                new RunView.Failure(failure.category(), stage.step(), failure.taskId(), cause, failure.nextAction()));
    }

    RunState silent(Stage stage, Instant now) {
        Watch watch = stage.watch();
        for (Map.Entry<String, Handed> entry : watch.tasks().entrySet()) {
            Handed handed = entry.getValue();
            if (policy.isSilent(handed, now)) {
                if (policy.exhausted(handed)) {
                    return stage.failed(lost(stage, entry.getKey(), handed));
                }
                watch = watch.with(entry.getKey(), handed.retryingAt(now));
            }
        }
        return stage.with(watch);
    }

    private RunView.Failure lost(Stage stage, String taskId, Handed handed) {
        return new RunView.Failure(
                "worker-lost",
                stage.step(),
                taskId,
                "no sign of life for %d s from worker %s, and %d tries are used up"
                        .formatted(policy.silence().toSeconds(), handed.worker(), handed.tries()),
                "see the worker's log (a worker killed for memory leaves none), then resume the run");
    }
}
