package io.apoptosis.pruner;

import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.worker.Spans;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What was measured is decided once for a run: the first to measure writes it down, everybody after it, a task done again included, takes
 * that. Otherwise what depends on it would come out differently each time.
 */
@ApplicationScoped
class Decided {
    private final ObjectStore store;
    private final Spans spans;

    Decided(ObjectStore store, Spans spans) {
        this.store = store;
        this.spans = spans;
    }

    /** The record under the key, or else what {@code measure} gives, written there. */
    <T> T once(String key, Class<T> type, Supplier<T> measure) throws UndecodableMessage {
        Optional<ObjectRef> known = store.getIfPresent(key);
        if (known.isPresent()) {
            return MessageJson.read(store.get(known.get()), type);
        }
        T measured = spans.tensors(measure);
        store.put(key, MessageJson.write(measured));
        return measured;
    }
}
