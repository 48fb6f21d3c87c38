package io.apoptosis.pipeline.topic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Records set aside: the bytes and headers as they came, and headers that say why and from where. The names are those SmallRye uses, so
 * that one tool reads both.
 */
public final class DeadLetters {
    private static final String PREFIX = "dead-letter-";

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

    /** A record of {@link Topics#DEAD_LETTERS} as people see it. */
    public static DeadLetter describe(ConsumerRecord<String, byte[]> letter, boolean withBody) {
        byte[] value = letter.value();
        return new DeadLetter(
                letter.partition(),
                letter.offset(),
                text(letter, TOPIC),
                letter.key(),
                text(letter, "ce_type"),
                text(letter, REASON),
                text(letter, CAUSE),
                text(letter, TIME),
                value == null ? 0 : value.length,
                withBody && value != null ? new String(value, StandardCharsets.UTF_8) : null);
    }

    /**
     * The message as it was before it was set aside, for the topic it came from.
     *
     * @throws IllegalArgumentException if it does not say where that is, or names a topic that is none of ours
     */
    public static ProducerRecord<String, byte[]> original(ConsumerRecord<String, byte[]> letter) {
        String topic = text(letter, TOPIC);
        if (!Topics.ALL.contains(topic) || topic.equals(Topics.DEAD_LETTERS)) {
            throw new IllegalArgumentException("\"" + topic + "\", where it came from, is no topic to send it back to");
        }
        ProducerRecord<String, byte[]> original = new ProducerRecord<>(topic, letter.key(), letter.value());
        for (Header header : letter.headers()) {
            if (!header.key().startsWith(PREFIX)) {
                original.headers().add(header);
            }
        }
        return original;
    }

    private static String text(ConsumerRecord<String, byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void put(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
