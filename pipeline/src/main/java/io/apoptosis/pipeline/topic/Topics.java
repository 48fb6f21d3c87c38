package io.apoptosis.pipeline.topic;

import io.apoptosis.pipeline.message.Task;
import java.util.Set;

/** Names of the topics. */
public final class Topics {
    public static final String COMMANDS = "apoptosis.commands";
    public static final String EVENTS = "apoptosis.events";
    public static final String RUNS = "apoptosis.runs";
    public static final String SCORE = "apoptosis.tasks.score";
    public static final String PRUNE = "apoptosis.tasks.prune";
    public static final String FINETUNE = "apoptosis.tasks.finetune";
    public static final String ADMISSION = "apoptosis.admission";
    /** Where others say that something has happened: CloudEvents, bucket notifications. */
    public static final String TRIGGERS = "apoptosis.triggers";

    public static final String SCHEDULE_COMMANDS = "apoptosis.schedules.commands";
    public static final String SCHEDULES = "apoptosis.schedules";
    public static final String FIRINGS = "apoptosis.schedules.firings";
    public static final String DEAD_LETTERS = "apoptosis.dlq";

    /** All of them. */
    public static final Set<String> ALL = Set.of(
            COMMANDS,
            EVENTS,
            RUNS,
            SCORE,
            PRUNE,
            FINETUNE,
            ADMISSION,
            TRIGGERS,
            SCHEDULE_COMMANDS,
            SCHEDULES,
            FIRINGS,
            DEAD_LETTERS);

    private Topics() {}

    /** The queue whose workers can do the task. */
    public static String of(Task task) {
        return of(task.kind());
    }

    public static String of(Task.Kind kind) {
        return switch (kind) {
            case SCORE -> SCORE;
            case PRUNE -> PRUNE;
            case FINETUNE -> FINETUNE;
        };
    }
}
