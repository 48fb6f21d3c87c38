package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Event.TaskProgressed;
import java.time.Instant;

/** Signs of life of the attempt that is out; word of an older one, or of one that has failed since, says nothing about it. */
final class Heartbeat {
    private Heartbeat() {}

    static Stage seen(Stage stage, TaskProgressed beat, Instant at) {
        Handed handed = stage.watch().of(beat.taskId());
        return handed == null || handed.attempt() != beat.attempt() || handed.retryAt() != null
                ? stage
                : stage.with(stage.watch().with(beat.taskId(), handed.seen(beat, at)));
    }
}
