package io.apoptosis.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class HangingTransactionsTest {
    private static final TopicPartition NOTES = new TopicPartition("notes", 0);
    private static final String TRANSACTIONS = "__transaction_state";

    @TempDir
    Path dataDir;

    @Test
    void shouldEndWhatItsCoordinatorHasForgottenAtTheSecondLook() throws Exception {
        EmbeddedBroker broker = withOpenTransaction();
        forget(broker);
        broker.close();
        try (EmbeddedBroker again = broker.again();
                HangingTransactions transactions = new HangingTransactions(again.bootstrapServers())) {
            transactions.look();
            assertThat(open(again)).as("it might just be ending").isTrue();

            transactions.look();
            assertThat(open(again)).isFalse();
        }
    }

    @Test
    void shouldLeaveATransactionUnderWayAlone() throws Exception {
        try (EmbeddedBroker broker = withOpenTransaction();
                HangingTransactions transactions = new HangingTransactions(broker.bootstrapServers())) {
            transactions.look();
            transactions.look();

            assertThat(open(broker)).isTrue();
        }
    }

    /** A producer that has sent something and ends without a word. */
    private EmbeddedBroker withOpenTransaction() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(dataDir);
        try (Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(NOTES.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
        KafkaProducer<byte[], byte[]> producer = producer(broker, Map.of("transactional.id", "t"));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(NOTES.topic(), new byte[] {1})).get();
        producer.close(Duration.ZERO);
        return broker;
    }

    /** What the coordinator remembers of it is deleted from its log, as only the admin client may; it reads the log when it starts. */
    private static void forget(EmbeddedBroker broker) throws Exception {
        byte[] id = "t".getBytes(StandardCharsets.UTF_8);
        byte[] key = ByteBuffer.allocate(4 + id.length)
                .putShort((short) 0)
                .putShort((short) id.length)
                .put(id)
                .array();
        try (KafkaProducer<byte[], byte[]> producer = producer(broker, Map.of("client.id", "__admin_client"))) {
            for (int partition = 0; partition < 2; partition++) {
                producer.send(new ProducerRecord<>(TRANSACTIONS, partition, key, null))
                        .get();
            }
        }
    }

    private static boolean open(EmbeddedBroker broker) throws Exception {
        try (Admin admin = admin(broker)) {
            return admin.describeProducers(List.of(NOTES)).partitionResult(NOTES).get().activeProducers().stream()
                    .anyMatch(
                            producer -> producer.currentTransactionStartOffset().isPresent());
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker, Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("bootstrap.servers", broker.bootstrapServers());
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
