package io.apoptosis.gateway.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.standalone.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TopicCopiesTest {
    private static final int RECORDS = 50_000;

    @Test
    void aCopyIsNotHandedOutBeforeItIsComplete(@TempDir Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            fill(broker.bootstrapServers());
            try (KafkaStreams streams = streams(broker.bootstrapServers(), folder.resolve("state"))) {
                TopicCopies copies = new TopicCopies(streams);
                // Reads the topic before it returns.
                Thread start = new Thread(streams::start, "start");
                start.start();

                Optional<ReadOnlyKeyValueStore<String, byte[]>> copy = Optional.empty();
                while (copy.isEmpty()) {
                    copy = copy(copies);
                }

                assertThat(copy.get().get(String.valueOf(RECORDS - 1)))
                        .as("the record read last")
                        .isNotNull();
                start.join();
            }
        }
    }

    private static Optional<ReadOnlyKeyValueStore<String, byte[]>> copy(TopicCopies copies) {
        try {
            return Optional.of(copies.of("copy"));
        } catch (InvalidStateStoreException notYet) {
            return Optional.empty();
        }
    }

    private static void fill(String bootstrapServers) throws Exception {
        Map<String, Object> connection = Map.of("bootstrap.servers", bootstrapServers);
        try (Admin admin = Admin.create(connection);
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(connection, new StringSerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic("whole", 1, (short) 1), new NewTopic("work", 1, (short) 1)))
                    .all()
                    .get();
            for (int i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>("whole", String.valueOf(i), new byte[] {1}));
            }
            producer.flush();
        }
    }

    private static KafkaStreams streams(String bootstrapServers, Path state) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "copies");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        StreamsBuilder builder = new StreamsBuilder();
        builder.globalTable(
                "whole",
                Consumed.with(Serdes.String(), Serdes.ByteArray()),
                Materialized.<String, byte[], KeyValueStore<Bytes, byte[]>>as("copy")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(Serdes.ByteArray()));
        builder.stream("work", Consumed.with(Serdes.String(), Serdes.ByteArray()))
                .foreach((key, value) -> {});
        KafkaStreams streams = new KafkaStreams(builder.build(), properties);
        streams.setUncaughtExceptionHandler(e -> {
            throw new AssertionError(e);
        });
        return streams;
    }
}
