package io.apoptosis.pipeline.trace;

import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.topic.Topics;
import io.apoptosis.pipeline.trace.Work.Role;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The two spans of a task: that it was handed out, and that a worker is at it. */
public final class TaskWork {
    public static final String RUN = "apoptosis.run";
    public static final String STEP = "apoptosis.step";
    /** How it ended. */
    public static final String OUTCOME = "apoptosis.outcome";

    private TaskWork() {}

    public static Work publication(Task task) {
        return new Work("publish " + task.id(), Role.PRODUCER, about(task));
    }

    /** @param delivery how often the broker has handed it out, this time included */
    public static Work execution(Task task, String worker, int delivery) {
        Map<String, Object> attributes = about(task);
        attributes.put("apoptosis.worker", worker);
        attributes.put("apoptosis.delivery", (long) delivery);
        return new Work(task.id(), Role.CONSUMER, attributes);
    }

    private static Map<String, Object> about(Task task) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("messaging.system", "kafka");
        attributes.put("messaging.destination.name", Topics.of(task));
        attributes.put(RUN, task.runId());
        attributes.put(STEP, (long) task.step());
        attributes.put("apoptosis.task", task.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        attributes.put("apoptosis.attempt", (long) task.attempt());
        if (task instanceof Task.Score score) {
            attributes.put("apoptosis.shard", (long) score.shard());
        }
        if (task instanceof Task.Finetune finetune) {
            attributes.put("apoptosis.slice", (long) finetune.slice());
        }
        return attributes;
    }
}
