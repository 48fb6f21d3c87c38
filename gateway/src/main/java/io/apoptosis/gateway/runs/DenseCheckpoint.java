package io.apoptosis.gateway.runs;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.GraphJson;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** The network that a run starts from, stored in one form whatever format it came in. */
@ApplicationScoped
public class DenseCheckpoint {
    private final ObjectStore store;

    DenseCheckpoint(ObjectStore store) {
        this.store = store;
    }

    Checkpoint store(String runId, Network network) {
        return new Checkpoint(
                store.put(Keys.dense(runId, "graph.json"), GraphJson.write(network.graph())),
                store.put(Keys.dense(runId, "weights.safetensors"), SafeTensors.write(network.weights(), Map.of())));
    }

    /** Empty if it was deleted. */
    Optional<Network> load(String runId) {
        return store.getIfPresent(Keys.dense(runId, "graph.json"))
                .flatMap(graph -> store.getIfPresent(Keys.dense(runId, "weights.safetensors"))
                        .map(weights ->
                                new Network(GraphJson.read(store.get(graph)), SafeTensors.read(store.get(weights)))));
    }
}
