package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Task;
import java.util.List;

/** A stage that is over once its one task is. */
public sealed interface SingleTask extends Stage permits Evaluating, Pruning, Repairing, Exporting, Cleaning {
    /** At its first attempt. */
    Task task();

    @Override
    default List<Task> missing() {
        return List.of(task());
    }

    @Override
    default int done() {
        return 0;
    }

    @Override
    default int total() {
        return 1;
    }

    @Override
    default String unit() {
        return "tasks";
    }
}
