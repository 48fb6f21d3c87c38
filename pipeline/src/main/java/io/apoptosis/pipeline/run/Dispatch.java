package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which of a stage's missing tasks are to be published now: those never handed out, due for another try, or taken by nobody. */
final class Dispatch {
    private final RetryPolicy policy;

    Dispatch(RetryPolicy policy) {
        this.policy = policy;
    }

    Decision due(Stage stage, Instant now) {
        Watch watch = stage.watch();
        List<Task> published = new ArrayList<>();
        for (Task task : stage.missing()) {
            Handed before = watch.of(task.id());
            Handed after = before == null ? Handed.first(stage.run().firstAttempt(), now) : handOut(before, now);
            if (!after.equals(before)) {
                watch = watch.with(task.id(), after);
                published.add(watch.atAttempt(task));
            }
        }
        return new Decision(stage.with(watch), published);
    }

    private Handed handOut(Handed handed, Instant now) {
        if (handed.isDue(now)) {
            return handed.again(now);
        }
        return policy.isUnclaimed(handed, now) ? handed.republished(now) : handed;
    }
}
