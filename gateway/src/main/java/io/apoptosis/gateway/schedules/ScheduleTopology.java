package io.apoptosis.gateway.schedules;

import io.apoptosis.gateway.topology.JsonSerde;
import io.apoptosis.pipeline.schedule.RunSchedule;
import io.apoptosis.pipeline.topic.Topics;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What others say becomes messages of ours; schedules, all on one partition and so on one gateway at a time, say what is to be run.
 *
 * <pre>
 * triggers → TriggerProcessor ─┬→ dlq
 *                              ↓
 *              schedules.commands → ScheduleProcessor ┬→ schedules.firings ──→ FiringLoop
 *                   ↑   ↑           store schedules   ├→ schedules (compacted) → ScheduleReceiver, on every gateway
 *                 REST  FiringLoop                    └→ dlq
 * </pre>
 */
public final class ScheduleTopology {
    /** Store of {@link RunSchedule}s by name; on the gateway that has the one partition. */
    static final String STATES = "schedules";

    /** Store of the same as JSON; on every gateway. */
    static final String VIEWS = "schedule-views";

    static final String COMMAND_SINK = "schedule-command-sink";
    static final String FIRING_SINK = "firing-sink";
    static final String VIEW_SINK = "schedule-view-sink";
    static final String TRIGGER_DEAD_LETTER_SINK = "trigger-dead-letter-sink";
    static final String DEAD_LETTER_SINK = "schedule-dead-letter-sink";

    // Kafka Streams numbers the parts of a topology by their sources' names, in alphabetical order. These come after
    // the run fold's, whose
    // numbers must stay what they are while gateways are upgraded one by one.
    private static final String TRIGGERS = "watched-triggers";
    private static final String COMMANDS = "watched-schedule-commands";
    private static final String SCHEDULES = "watched-schedules";

    private static final String TRIGGER_READER = "trigger-reader";
    private static final String FOLD = "schedule-fold";

    private ScheduleTopology() {}

    public static void addTo(
            Topology topology,
            ProcessorSupplier<String, byte[], String, byte[]> triggers,
            ProcessorSupplier<String, byte[], String, byte[]> fold,
            ProcessorSupplier<String, byte[], Void, Void> receiver) {
        Deserializer<String> key = Serdes.String().deserializer();
        Deserializer<byte[]> value = Serdes.ByteArray().deserializer();
        topology.addSource(TRIGGERS, key, value, Topics.TRIGGERS)
                .addProcessor(TRIGGER_READER, triggers, TRIGGERS)
                .addSource(COMMANDS, key, value, Topics.SCHEDULE_COMMANDS)
                .addProcessor(FOLD, fold, COMMANDS)
                .addStateStore(states(), FOLD)
                .addGlobalStore(views(), SCHEDULES, key, value, Topics.SCHEDULES, "schedule-receiver", receiver);
        sink(topology, COMMAND_SINK, Topics.SCHEDULE_COMMANDS, TRIGGER_READER);
        sink(topology, TRIGGER_DEAD_LETTER_SINK, Topics.DEAD_LETTERS, TRIGGER_READER);
        sink(topology, FIRING_SINK, Topics.FIRINGS, FOLD);
        sink(topology, VIEW_SINK, Topics.SCHEDULES, FOLD);
        sink(topology, DEAD_LETTER_SINK, Topics.DEAD_LETTERS, FOLD);
    }

    private static void sink(Topology topology, String name, String topic, String parent) {
        Serializer<String> key = Serdes.String().serializer();
        topology.addSink(name, topic, key, Serdes.ByteArray().serializer(), parent);
    }

    private static StoreBuilder<KeyValueStore<String, RunSchedule>> states() {
        return Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(STATES), Serdes.String(), new JsonSerde<>(RunSchedule.class));
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> views() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(VIEWS), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled();
    }
}
