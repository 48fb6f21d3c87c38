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
            Handed waiting =
                    handed.retryingAt(policy.nextTry(handed, stage.run().id() + failure.taskId(), at));
            return stage.with(stage.watch().with(failure.taskId(), waiting));
        }
        String cause =
                failure.transientCause() ? "%s (%d tries)".formatted(failure.cause(), handed.tries()) : failure.cause();
        return stage.failed(
                RunView.Failure.of(stage, failure.taskId(), failure.category(), cause, failure.nextAction()));
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

    static RunState overdue(Open open) {
        Stage stage = open.stage();
        String cause =
                "its deadline, %s, has passed".formatted(open.run().handling().deadline());
        return stage.failed(RunView.Failure.of(
                stage,
                stage.missing().get(0).id(),
                "deadline",
                cause,
                "resume the run to let it go on without a deadline"));
    }

    private RunView.Failure lost(Stage stage, String taskId, Handed handed) {
        return RunView.Failure.of(
                stage,
                taskId,
                "worker-lost",
                "no sign of life for %d s from worker %s, and %d tries are used up"
                        .formatted(policy.silence().toSeconds(), handed.worker(), handed.tries()),
                "see the worker's log (a worker killed for memory leaves none), then resume the run");
    }
}
