package io.apoptosis.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EmbeddedBrokerTest {
    private static final TopicPartition NOTES = new TopicPartition("notes", 0);

    @TempDir
    Path dataDir;

    @Test
    void shouldKeepItsLogOverARestart() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir)) {
            createTopic(broker);
            send(broker, "first");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir)) {
            send(broker, "second");
            assertThat(notes(broker)).containsExactly("first", "second");
        }
    }

    @Test
    void shouldGoOnAfterItsProcessWasKilled() throws Exception {
        Process doomed = BrokerProcess.start(dataDir);
        try {
            createTopic(BrokerProcess.bootstrapServers(doomed));
            send(BrokerProcess.bootstrapServers(doomed), "before the kill");
        } finally {
            doomed.destroyForcibly().waitFor();
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir)) {
            assertThat(notes(broker)).containsExactly("before the kill");
        }
    }

    @Test
    void shouldOfferShareGroups() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir);
                Admin admin = admin(broker.bootstrapServers())) {
            assertThat(admin.describeFeatures()
                            .featureMetadata()
                            .get()
                            .finalizedFeatures()
                            .get("share.version"))
                    .extracting(range -> range.maxVersionLevel())
                    .isEqualTo((short) 1);
        }
    }

    /** With another number of partitions the broker would look for a group's state where it is not, and no task would ever be handed out. */
    @Test
    void shouldKeepTheStateOfShareGroupsWhereItLooksForIt() throws Exception {
        ConfigResource node = new ConfigResource(ConfigResource.Type.BROKER, String.valueOf(BrokerConfig.NODE_ID));
        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir);
                Admin admin = admin(broker.bootstrapServers())) {
            String expected = admin.describeConfigs(List.of(node))
                    .all()
                    .get()
                    .get(node)
                    .get("share.coordinator.state.topic.num.partitions")
                    .value();
            assertThat(admin.describeTopics(List.of("__share_group_state"))
                            .allTopicNames()
                            .get()
                            .get("__share_group_state")
                            .partitions())
                    .hasSize(Integer.parseInt(expected));
        }
    }

    private static Admin admin(String bootstrapServers) {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        createTopic(broker.bootstrapServers());
    }

    private static void createTopic(String bootstrapServers) throws Exception {
        try (Admin admin = admin(bootstrapServers)) {
            admin.createTopics(List.of(new NewTopic(NOTES.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void send(EmbeddedBroker broker, String note) throws Exception {
        send(broker.bootstrapServers(), note);
    }

    private static void send(String bootstrapServers, String note) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(NOTES.topic(), note)).get();
        }
    }

    private static List<String> notes(EmbeddedBroker broker) {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(NOTES));
            consumer.seekToBeginning(List.of(NOTES));
            long end = consumer.endOffsets(List.of(NOTES)).get(NOTES);
            List<String> notes = new ArrayList<>();
            while (consumer.position(NOTES) < end) {
                for (ConsumerRecord<String, String> note : consumer.poll(Duration.ofSeconds(1))) {
                    notes.add(note.value());
                }
            }
            return notes;
        }
    }
}
