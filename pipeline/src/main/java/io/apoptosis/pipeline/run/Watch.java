package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Task;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tasks a stage has handed out, by task id. */
public record Watch(SortedMap<String, Handed> tasks) {
    static final Watch NONE = new Watch(new TreeMap<>());

    public Watch {
        tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
    }

    @Nullable
    Handed of(String taskId) {
        return tasks.get(taskId);
    }

    Watch with(String taskId, Handed handed) {
        SortedMap<String, Handed> changed = new TreeMap<>(tasks);
        changed.put(taskId, handed);
        return new Watch(changed);
    }

    Watch without(String taskId) {
        SortedMap<String, Handed> changed = new TreeMap<>(tasks);
        changed.remove(taskId);
        return new Watch(changed);
    }

    /** Everything is due again, with all its tries: a person resumed the run. */
    Watch forgiven(Instant at) {
        SortedMap<String, Handed> changed = new TreeMap<>(tasks);
        changed.replaceAll((id, handed) -> handed.forgiven(at));
        return new Watch(changed);
    }

    /** How many tasks workers are at, as far as is known. */
    int underWay() {
        return (int) tasks.values().stream().filter(Handed::isUnderWay).count();
    }

    int highestAttempt() {
        return tasks.values().stream().mapToInt(Handed::attempt).max().orElse(0);
    }

    /** The task as it is to be published at its current attempt. */
    Task atAttempt(Task first) {
        Handed handed = of(first.id());
        Task task = first;
        while (handed != null && task.attempt() < handed.attempt()) {
            task = task.retried();
        }
        return task;
    }
}
