package io.apoptosis.pipeline.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.pipeline.message.UndecodableMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private final ConsumerRecord<String, byte[]> record =
            new ConsumerRecord<>(Topics.SCORE, 2, 17, "r1", new byte[] {1, 2, 3});

    @Test
    void shouldKeepTheRecordAndSayWhyItIsHere() {
        record.headers().add("ce_type", "nonsense".getBytes(StandardCharsets.UTF_8));

        ProducerRecord<String, byte[]> letter =
                DeadLetters.of(record, new UndecodableMessage("unknown message type nonsense"), Instant.EPOCH);

        assertThat(letter.topic()).isEqualTo(Topics.DEAD_LETTERS);
        assertThat(letter.key()).isEqualTo("r1");
        assertThat(letter.value()).containsExactly(1, 2, 3);
        assertThat(header(letter, "ce_type")).isEqualTo("nonsense");
        assertThat(header(letter, DeadLetters.REASON)).isEqualTo("unknown message type nonsense");
        assertThat(header(letter, DeadLetters.CAUSE)).isEqualTo(UndecodableMessage.class.getName());
        assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo(Topics.SCORE);
        assertThat(header(letter, DeadLetters.PARTITION)).isEqualTo("2");
        assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo("17");
        assertThat(header(letter, DeadLetters.TIME)).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(record.headers().toArray()).as("the original is left alone").hasSize(1);
    }

    @Test
    void shouldGiveBackTheMessageAsItWas() {
        record.headers().add("ce_type", "nonsense".getBytes(StandardCharsets.UTF_8));
        ProducerRecord<String, byte[]> letter =
                DeadLetters.of(record, new IllegalStateException("broken"), Instant.EPOCH);

        ProducerRecord<String, byte[]> original = DeadLetters.original(received(letter));

        assertThat(original.topic()).isEqualTo(Topics.SCORE);
        assertThat(original.key()).isEqualTo("r1");
        assertThat(original.value()).containsExactly(1, 2, 3);
        assertThat(original.headers().toArray()).extracting(Header::key).containsExactly("ce_type");
    }

    @Test
    void shouldNotSendToTopicsOfOthers() {
        ConsumerRecord<String, byte[]> foreign = new ConsumerRecord<>("payments", 0, 0, "k", new byte[0]);
        ConsumerRecord<String, byte[]> letter =
                received(DeadLetters.of(foreign, new IllegalStateException(), Instant.EPOCH));

        assertThatThrownBy(() -> DeadLetters.original(letter)).hasMessageContaining("payments");
        assertThatThrownBy(() -> DeadLetters.original(record)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldDescribeItToPeople() {
        ConsumerRecord<String, byte[]> letter =
                received(DeadLetters.of(record, new IllegalStateException("broken"), Instant.EPOCH));

        assertThat(DeadLetters.describe(letter, false))
                .isEqualTo(new DeadLetter(
                        1,
                        5,
                        Topics.SCORE,
                        "r1",
                        "",
                        "broken",
                        IllegalStateException.class.getName(),
                        "1970-01-01T00:00:00Z",
                        3,
                        null));
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        ConsumerRecord<String, byte[]> received = new ConsumerRecord<>(sent.topic(), 1, 5, sent.key(), sent.value());
        sent.headers().forEach(received.headers()::add);
        return received;
    }

    private static String header(ProducerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
