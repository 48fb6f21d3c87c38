package io.apoptosis.worker;

import io.apoptosis.core.Progress;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Messages;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The kinds of task that this worker can do. */
@ApplicationScoped
class Handlers {
    private final Map<Class<?>, TaskHandler<?>> byKind = new HashMap<>();

    Handlers(@All List<TaskHandler<?>> handlers) {
        handlers.forEach(handler -> byKind.put(handler.kind(), handler));
    }

    Set<Class<?>> kinds() {
        return Set.copyOf(byKind.keySet());
    }

    /** @throws UndecodableMessage also for a task that belongs on another queue */
    Assignment decode(ConsumerRecord<String, byte[]> message) throws UndecodableMessage {
        Task task = Messages.decode(message.headers(), message.value(), Task.class);
        if (!byKind.containsKey(task.getClass())) {
            throw new UndecodableMessage("a " + task.getClass().getSimpleName() + " task on a queue of other work");
        }
        return new Assignment(task, Messages.traceparent(message.headers()));
    }

    @SuppressWarnings("unchecked") // Registered under the class of its tasks.
    Event handle(Task task, Progress progress) throws Exception {
        TaskHandler<Task> handler = (TaskHandler<Task>) byKind.get(task.getClass());
        if (handler == null) {
            throw new IllegalArgumentException("nobody handles " + task.id());
        }
        return handler.handle(task, progress);
    }
}
