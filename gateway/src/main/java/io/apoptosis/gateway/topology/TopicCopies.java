package io.apoptosis.gateway.topology;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * This gateway's copies of whole topics. Kafka Streams gives them out while it still fills them, and a run that has not been read yet would
 * seem not to exist: they can be had once the gateway has been running, and from then on also while partitions change hands.
 */
@ApplicationScoped
public class TopicCopies {
    private final KafkaStreams streams;
    private volatile boolean complete;

    TopicCopies(KafkaStreams streams) {
        this.streams = streams;
    }

    /**
     * @param store a global store of the topology
     * @throws InvalidStateStoreException if it is not complete yet
     */
    public ReadOnlyKeyValueStore<String, byte[]> of(String store) {
        if (!complete) {
            if (streams.state() != KafkaStreams.State.RUNNING) {
                throw new InvalidStateStoreException(store + " is still being read");
            }
            complete = true;
        }
        return streams.store(StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.keyValueStore()));
    }
}
