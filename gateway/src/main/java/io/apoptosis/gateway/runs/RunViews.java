package io.apoptosis.gateway.runs;

import io.apoptosis.gateway.problem.Refused;
import io.apoptosis.gateway.topology.RunTopology;
import io.apoptosis.gateway.topology.TopicCopies;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.run.RunView;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** All runs, as this gateway's copy of {@code apoptosis.runs} has them. */
@ApplicationScoped
public class RunViews {
    private final TopicCopies copies;
    private final RunFeed feed;

    /** When each stored run was submitted, which never changes: a list is ordered without reading what it does not show. */
    private final Map<String, Instant> submitted = new ConcurrentHashMap<>();

    /** Accepted here, not yet come back through Kafka: a client may ask for its run as soon as it has the answer. */
    private final Map<String, RunView> accepted = new ConcurrentHashMap<>();

    RunViews(TopicCopies copies, RunFeed feed) {
        this.copies = copies;
        this.feed = feed;
    }

    void forgetWhatArrives(@Observes StartupEvent started) {
        feed.listen(view -> accepted.remove(view.id()));
    }

    public void accepted(RunView view) {
        if (stored(view.id()).isEmpty()) {
            accepted.put(view.id(), view);
        }
    }

    public Optional<RunView> find(String id) {
        return stored(id).or(() -> Optional.ofNullable(accepted.get(id)));
    }

    /** @throws Refused (404) if there is no such run */
    public RunView get(String id) {
        return find(id).orElseThrow(() -> Refused.notFound("there is no run " + id));
    }

    /** Newest first. */
    public List<RunView> all() {
        return entries()
                .sorted(Entry.NEWEST_FIRST)
                .flatMap(entry -> find(entry.id()).stream())
                .toList();
    }

    /**
     * A JSON array of views, newest first. They are stored as JSON already: to read and write each again is what a list would cost.
     *
     * @param limit how many at most
     * @param before only those that come after this run in the list; null from the newest on
     * @throws Refused (404) if there is no such run
     */
    public byte[] page(int limit, @Nullable String before) {
        Entry last = before == null ? null : Entry.of(get(before));
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        array.write('[');
        entries()
                .filter(entry -> last == null || Entry.NEWEST_FIRST.compare(entry, last) > 0)
                .sorted(Entry.NEWEST_FIRST)
                .limit(limit)
                .flatMap(entry -> json(entry.id()).stream())
                .forEach(view -> {
                    if (array.size() > 1) {
                        array.write(',');
                    }
                    array.writeBytes(view);
                });
        array.write(']');
        return array.toByteArray();
    }

    private Optional<byte[]> json(String id) {
        return Optional.ofNullable(store().get(id))
                .or(() -> Optional.ofNullable(accepted.get(id)).map(MessageJson::write));
    }

    private record Entry(Instant submittedAt, String id) {
        static final Comparator<Entry> NEWEST_FIRST =
                Comparator.comparing(Entry::submittedAt).reversed().thenComparing(Entry::id);

        static Entry of(RunView view) {
            return new Entry(view.submittedAt(), view.id());
        }
    }

    private Stream<Entry> entries() {
        Map<String, Entry> entries = new HashMap<>();
        accepted.values().forEach(view -> entries.put(view.id(), Entry.of(view)));
        try (KeyValueIterator<String, byte[]> stored = store().all()) {
            stored.forEachRemaining(run ->
                    submittedAt(run).ifPresent(at -> entries.put(run.key, new Entry(at, run.key))));
        }
        return entries.values().stream();
    }

    private Optional<Instant> submittedAt(KeyValue<String, byte[]> run) {
        Instant known = submitted.get(run.key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Instant> read = decode(run.value).map(RunView::submittedAt);
        read.ifPresent(at -> submitted.put(run.key, at));
        return read;
    }

    private Optional<RunView> stored(String id) {
        return Optional.ofNullable(store().get(id)).flatMap(RunViews::decode);
    }

    private ReadOnlyKeyValueStore<String, byte[]> store() {
        return copies.of(RunTopology.VIEWS);
    }

    private static Optional<RunView> decode(byte[] json) {
        try {
            return Optional.of(MessageJson.read(json, RunView.class));
        } catch (UndecodableMessage e) {
            return Optional.empty();
        }
    }
}
