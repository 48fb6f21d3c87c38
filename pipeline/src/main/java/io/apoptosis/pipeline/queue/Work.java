package io.apoptosis.pipeline.queue;

/** What is done with a task. Runs on its own thread, one at a time. */
@FunctionalInterface
public interface Work<T> {
    /**
     * Returns once the result is durable and announced: then, and only then, the task leaves the queue. Whatever is thrown puts it
     * back for another try.
     */
    void perform(T task, Delivery delivery) throws Exception;
}
