package io.apoptosis.pipeline.topic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Records set aside: the bytes and headers as they came, and headers that say why and from where. The names are those SmallRye uses, so
 * that one tool reads both.
 */
public final class DeadLetters {
    public static final String REASON = "dead-letter-reason";
    public static final String CAUSE = "dead-letter-exception-class-name";
    public static final String TOPIC = "dead-letter-topic";
    public static final String PARTITION = "dead-letter-partition";
    public static final String OFFSET = "dead-letter-offset";
    public static final String TIME = "dead-letter-time";

    private DeadLetters() {}

    /** Where a record lay. */
    public record Origin(String topic, int partition, long offset) {}

    /** The record for {@link Topics#DEAD_LETTERS}. */
    public static ProducerRecord<String, byte[]> of(
            ConsumerRecord<String, byte[]> record, Throwable cause, Instant at) {
        Origin origin = new Origin(record.topic(), record.partition(), record.offset());
        return of(origin, record.key(), record.headers(), record.value(), cause, at);
    }

    /** As {@link #of(ConsumerRecord, Throwable, Instant)} where the record is known by its parts. */
    public static ProducerRecord<String, byte[]> of(
            Origin origin,
            @Nullable String key,
            Headers headers,
            byte @Nullable [] value,
            Throwable cause,
            Instant at) {
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(Topics.DEAD_LETTERS, null, key, value, headers);
        put(letter, REASON, String.valueOf(cause.getMessage()));
        put(letter, CAUSE, cause.getClass().getName());
        put(letter, TOPIC, origin.topic());
        put(letter, PARTITION, Integer.toString(origin.partition()));
        put(letter, OFFSET, Long.toString(origin.offset()));
        put(letter, TIME, at.toString());
        return letter;
    }

    private static void put(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
