package io.apoptosis.gateway.topology;

import io.apoptosis.pipeline.admission.Place;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.run.RunState;
import io.apoptosis.pipeline.topic.Topics;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Commands and events in; tasks, views and dead letters out; and every run's view in a store of its own on each gateway.
 *
 * <pre>
 * commands ┐              ┌→ tasks.score, tasks.prune, tasks.finetune
 * events   ┴→ RunProcessor┼→ runs (compacted) ──→ ViewReceiver, store views
 *      ↑       store runs ├→ dlq
 *      │                  └→ admission → AdmissionProcessor, store places ┐
 *      └──────────────────────────────────────────────────────────────────┘
 * </pre>
 */
public final class RunTopology {
    /** Store of {@link RunState}s, by run id; each gateway holds those of its partitions. */
    public static final String STATES = "runs";

    /** Store of all runs' views, as JSON; on every gateway. */
    public static final String VIEWS = "views";

    /** Store of who is in and who waits; on the gateway that has admission's one partition. */
    static final String PLACES = "places";

    static final String ADMISSION_SINK = "admission-sink";
    static final String COMMAND_SINK = "command-sink";
    static final String VIEW_SINK = "view-sink";
    static final String DEAD_LETTER_SINK = "dead-letter-sink";

    private static final Map<Task.Kind, String> QUEUES = Map.of(
            Task.Kind.SCORE, Topics.SCORE,
            Task.Kind.PRUNE, Topics.PRUNE,
            Task.Kind.FINETUNE, Topics.FINETUNE);
    private static final String SOURCE = "messages";
    private static final String FOLD = "fold";
    private static final String STANDINGS = "standings";
    private static final String ADMISSION = "admission";

    private RunTopology() {}

    public static Topology of(
            ProcessorSupplier<String, byte[], String, byte[]> fold,
            ProcessorSupplier<String, byte[], String, byte[]> admission,
            ProcessorSupplier<String, byte[], Void, Void> viewReceiver) {
        Deserializer<String> key = Serdes.String().deserializer();
        Deserializer<byte[]> value = Serdes.ByteArray().deserializer();
        Topology topology = new Topology()
                .addSource(SOURCE, key, value, Topics.COMMANDS, Topics.EVENTS)
                .addProcessor(FOLD, fold, SOURCE)
                .addStateStore(states(), FOLD)
                .addSource(STANDINGS, key, value, Topics.ADMISSION)
                .addProcessor(ADMISSION, admission, STANDINGS)
                .addStateStore(places(), ADMISSION)
                .addGlobalStore(views(), "view-source", key, value, Topics.RUNS, "view-receiver", viewReceiver);
        QUEUES.forEach((kind, topic) -> sink(topology, sinkOf(kind), topic, FOLD));
        sink(topology, VIEW_SINK, Topics.RUNS, FOLD);
        sink(topology, ADMISSION_SINK, Topics.ADMISSION, FOLD);
        sink(topology, DEAD_LETTER_SINK, Topics.DEAD_LETTERS, FOLD);
        sink(topology, COMMAND_SINK, Topics.COMMANDS, ADMISSION);
        return topology;
    }

    static String sinkOf(Task.Kind kind) {
        return "task-sink-" + kind;
    }

    private static void sink(Topology topology, String name, String topic, String parent) {
        Serializer<String> key = Serdes.String().serializer();
        topology.addSink(name, topic, key, Serdes.ByteArray().serializer(), parent);
    }

    private static StoreBuilder<KeyValueStore<String, RunState>> states() {
        return Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(STATES), Serdes.String(), new JsonSerde<>(RunState.class));
    }

    private static StoreBuilder<KeyValueStore<String, Place>> places() {
        return Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(PLACES), Serdes.String(), new JsonSerde<>(Place.class));
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> views() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(VIEWS), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled();
    }
}
