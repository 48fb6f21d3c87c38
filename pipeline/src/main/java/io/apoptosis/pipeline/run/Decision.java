package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Task;
import java.util.List;

/** What a message leads to: the run's next state and the tasks to publish with it, both or neither. */
public record Decision(RunState next, List<Task> tasks) {
    public Decision {
        tasks = List.copyOf(tasks);
    }

    static Decision to(RunState next) {
        return new Decision(next, List.of());
    }
}
