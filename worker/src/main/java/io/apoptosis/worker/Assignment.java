package io.apoptosis.worker;

import io.apoptosis.pipeline.message.Task;
import org.jspecify.annotations.Nullable;

/**
 * A task as it came from the queue.
 *
 * @param traceparent of its being handed out; null where the run is not traced
 */
record Assignment(Task task, @Nullable String traceparent) {}
