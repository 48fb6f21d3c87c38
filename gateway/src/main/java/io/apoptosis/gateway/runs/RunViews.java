package io.apoptosis.gateway.runs;

import io.apoptosis.gateway.problem.Refused;
import io.apoptosis.gateway.topology.RunTopology;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.run.RunView;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** All runs, as this gateway's copy of {@code apoptosis.runs} has them. */
@ApplicationScoped
public class RunViews {
    private final KafkaStreams streams;
    private final RunFeed feed;

    /** Accepted here, not yet come back through Kafka: a client may ask for its run as soon as it has the answer. */
    private final Map<String, RunView> accepted = new ConcurrentHashMap<>();

    RunViews(KafkaStreams streams, RunFeed feed) {
        this.streams = streams;
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
        Map<String, RunView> views = new ConcurrentHashMap<>(accepted);
        try (KeyValueIterator<String, byte[]> stored = store().all()) {
            stored.forEachRemaining(entry -> decode(entry.value).ifPresent(view -> views.put(entry.key, view)));
        }
        List<RunView> all = new ArrayList<>(views.values());
        all.sort(Comparator.comparing(RunView::submittedAt).reversed().thenComparing(RunView::id));
        return all;
    }

    private Optional<RunView> stored(String id) {
        return Optional.ofNullable(store().get(id)).flatMap(RunViews::decode);
    }

    private ReadOnlyKeyValueStore<String, byte[]> store() {
        return streams.store(
                StoreQueryParameters.fromNameAndType(RunTopology.VIEWS, QueryableStoreTypes.keyValueStore()));
    }

    private static Optional<RunView> decode(byte[] json) {
        try {
            return Optional.of(MessageJson.read(json, RunView.class));
        } catch (UndecodableMessage e) {
            return Optional.empty();
        }
    }
}
