package io.apoptosis.gateway.deadletters;

import io.apoptosis.pipeline.topic.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Looks into {@code apoptosis.dlq}. Each look has a consumer of its own: looks are rare, and nothing is consumed. */
@ApplicationScoped
public class DeadLetterBox {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Object> kafka;

    DeadLetterBox(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /** The last ones of each partition, newest first. */
    List<ConsumerRecord<String, byte[]>> newest(int count) {
        try (Consumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer);
            Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            end.forEach((partition, last) ->
                    consumer.seek(partition, Math.max(first.getOrDefault(partition, 0L), last - count)));
            List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (behind(consumer, end) && System.nanoTime() < deadline) {
                consumer.poll(POLL).forEach(letters::add);
            }
            letters.sort(Comparator.comparingLong((ConsumerRecord<String, byte[]> letter) -> letter.timestamp())
                    .reversed());
            return List.copyOf(letters.subList(0, Math.min(count, letters.size())));
        }
    }

    Optional<ConsumerRecord<String, byte[]>> at(int partition, long offset) {
        try (Consumer<String, byte[]> consumer = consumer()) {
            TopicPartition place = new TopicPartition(Topics.DEAD_LETTERS, partition);
            List<TopicPartition> partitions = partitions(consumer);
            if (!partitions.contains(place)
                    || offset < consumer.beginningOffsets(partitions).getOrDefault(place, 0L)
                    || offset >= consumer.endOffsets(partitions).getOrDefault(place, 0L)) {
                return Optional.empty();
            }
            consumer.assign(List.of(place));
            consumer.seek(place, offset);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(place) <= offset && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, byte[]> letter : consumer.poll(POLL)) {
                    if (letter.offset() == offset) {
                        return Optional.of(letter);
                    }
                }
            }
            // A marker of a transaction has an offset, too.
            return Optional.empty();
        }
    }

    private static boolean behind(Consumer<?, ?> consumer, Map<TopicPartition, Long> end) {
        return end.entrySet().stream().anyMatch(entry -> consumer.position(entry.getKey()) < entry.getValue());
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> consumer) {
        return consumer.partitionsFor(Topics.DEAD_LETTERS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private Consumer<String, byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put("enable.auto.commit", "false");
        config.put("isolation.level", "read_committed");
        config.put("client.id", "dead-letter-box");
        config.put("default.api.timeout.ms", String.valueOf(PATIENCE.toMillis()));
        config.remove("group.id");
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
