package io.apoptosis.pipeline.queue;

import io.apoptosis.pipeline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sets messages aside that nobody can process: as they came, with the cause and their origin in headers. */
final class DeadLetters implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final LongAdder count = new LongAdder();

    DeadLetters(Map<String, Object> kafka) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put("acks", "all");
        config.put("enable.idempotence", "true");
        producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** Returns once the broker has it. */
    void send(ConsumerRecord<String, byte[]> message, Throwable cause) throws InterruptedException {
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(Topics.DEAD_LETTERS, null, message.key(), message.value(), message.headers());
        Headers headers = letter.headers();
        add(headers, "apoptosis-cause", String.valueOf(cause.getMessage()));
        add(headers, "apoptosis-cause-class", cause.getClass().getName());
        add(headers, "apoptosis-topic", message.topic());
        add(headers, "apoptosis-partition", String.valueOf(message.partition()));
        add(headers, "apoptosis-offset", String.valueOf(message.offset()));
        try {
            producer.send(letter).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the dead-letter topic does not take messages", e.getCause());
        }
        count.increment();
    }

    long count() {
        return count.sum();
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
    }
}
