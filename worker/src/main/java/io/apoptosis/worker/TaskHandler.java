package io.apoptosis.worker;

import io.apoptosis.core.Progress;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Task;

/** Does one kind of task. A worker is a set of these (beans) and the queue it takes tasks from. */
public interface TaskHandler<T extends Task> {
    Class<T> kind();

    /**
     * Computes and stores the results, each under a key and with bytes that are functions of the task, so that doing it twice changes
     * nothing.
     *
     * @param progress to be told between batches; it throws {@link io.apoptosis.core.Cancelled} when the work is no longer wanted
     * @return what to announce, once everything it names is durable
     */
    Event handle(T task, Progress progress) throws Exception;
}
