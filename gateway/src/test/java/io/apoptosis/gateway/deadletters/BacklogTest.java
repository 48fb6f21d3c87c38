package io.apoptosis.gateway.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.gateway.Await;
import io.apoptosis.pipeline.topic.TopicSetup;
import io.apoptosis.pipeline.topic.Topics;
import io.apoptosis.standalone.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class BacklogTest {

    @Test
    void countsWhatLiesInTheTopicUntilSomebodyRemovesIt(@TempDir Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicSetup.ensure(admin, 2, (short) 1);
            Await.until("the broker knows its new topics", () -> knows(admin));
            Backlog backlog = new Backlog(admin);
            assertThat(backlog.count()).isZero();

            setAside(broker, 0);
            setAside(broker, 1);
            setAside(broker, 1);
            assertThat(backlog.count()).isEqualTo(3);

            admin.deleteRecords(Map.of(new TopicPartition(Topics.DEAD_LETTERS, 1), RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get();
            assertThat(backlog.count()).isEqualTo(1);
        }
    }

    /** A topic that was just created is not described at once on a busy machine. */
    private static boolean knows(Admin admin) {
        return admin.describeTopics(List.of(Topics.DEAD_LETTERS))
                .allTopicNames()
                .toCompletionStage()
                .handle((topics, unknown) -> unknown == null)
                .toCompletableFuture()
                .join();
    }

    private static void setAside(EmbeddedBroker broker, int partition) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.DEAD_LETTERS, partition, "key", "poison"))
                    .get();
        }
    }
}
