package io.apoptosis.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.MessageType;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectConflict;
import io.apoptosis.pipeline.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The event of a finished task, kept beside its results and written after them. A task that comes again is answered from it: the work is
 * not done twice, and the answer is the same but for the attempt that it answers. Cleaning leaves none: it may have to be done again, and sweeping a clean
 * floor costs nothing.
 */
@ApplicationScoped
class Receipts {
    private final ObjectStore store;

    Receipts(ObjectStore store) {
        this.store = store;
    }

    Optional<Event> find(Task task) throws UndecodableMessage {
        if (task instanceof Task.Clean) {
            return Optional.empty();
        }
        Optional<ObjectRef> present = store.getIfPresent(key(task));
        return present.isEmpty() ? Optional.empty() : Optional.of(answer(task, store.get(present.get())));
    }

    /** The receipt that stands: this one, or that of a worker who was faster. */
    Event keep(Task task, Event event) throws UndecodableMessage {
        if (task instanceof Task.Clean) {
            return event;
        }
        try {
            store.put(key(task), write(event));
            return event;
        } catch (ObjectConflict e) {
            return find(task).orElse(event);
        }
    }

    private static String typeOf(Event event) {
        return Arrays.stream(MessageType.values())
                .filter(type -> type.record() == event.getClass())
                .findFirst()
                .orElseThrow()
                .ceType();
    }

    private static String key(Task task) {
        return Keys.receipt(task.runId(), task.id());
    }

    private static byte[] write(Event event) {
        String data = new String(MessageJson.write(event), StandardCharsets.UTF_8);
        return MessageJson.write(new Receipt(typeOf(event), data));
    }

    private static Event answer(Task task, byte[] bytes) throws UndecodableMessage {
        Receipt receipt = MessageJson.read(bytes, Receipt.class);
        MessageType type = MessageType.named(receipt.type())
                .orElseThrow(() -> new UndecodableMessage("unknown message type " + receipt.type()));
        ObjectNode event = MessageJson.read(receipt.data().getBytes(StandardCharsets.UTF_8), ObjectNode.class);
        event.put("attempt", task.attempt());
        return (Event) MessageJson.read(MessageJson.write(event), type.record());
    }

    record Receipt(String type, String data) {}
}
