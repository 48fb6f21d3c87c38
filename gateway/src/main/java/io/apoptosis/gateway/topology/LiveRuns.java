package io.apoptosis.gateway.topology;

import io.apoptosis.pipeline.run.Open;
import io.apoptosis.pipeline.run.RunState;
import io.apoptosis.pipeline.run.Stage;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The states of a partition's runs, and which of them time matters to. Those are at hand as they are in the store, which would read them anew from JSON
 * for every event.
 */
final class LiveRuns {
    private final KeyValueStore<String, RunState> store;
    private final FoldMetrics metrics;
    private final Map<String, RunState> live = new TreeMap<>();

    LiveRuns(KeyValueStore<String, RunState> store, FoldMetrics metrics) {
        this.store = store;
        this.metrics = metrics;
        try (KeyValueIterator<String, RunState> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, RunState> run = all.next();
                follow(run.value);
            }
        }
    }

    @Nullable
    RunState get(String id) {
        RunState known = live.get(id);
        return known == null ? store.get(id) : known;
    }

    /** False where the state is the one that is there already. */
    boolean put(RunState state) {
        String id = state.run().id();
        if (state.equals(get(id))) {
            return false;
        }
        store.put(id, state);
        follow(state);
        return true;
    }

    Set<String> live() {
        return Collections.unmodifiableSet(live.keySet());
    }

    /** Another gateway takes the partition, or this one stops: the runs' figures are no longer ours to report. */
    void release() {
        live.keySet().forEach(metrics::idle);
    }

    private void follow(RunState state) {
        String id = state.run().id();
        if (state instanceof Open) {
            live.put(id, state);
        } else {
            live.remove(id);
        }
        if (state instanceof Stage stage) {
            metrics.outstanding(id, stage.missing());
        } else {
            metrics.idle(id);
        }
    }
}
