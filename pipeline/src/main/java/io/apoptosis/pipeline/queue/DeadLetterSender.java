package io.apoptosis.pipeline.queue;

import io.apoptosis.pipeline.topic.DeadLetters;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends messages that nobody can process to where {@link DeadLetters} says they are set aside. */
final class DeadLetterSender implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final LongAdder count = new LongAdder();

    DeadLetterSender(Map<String, Object> kafka) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put("acks", "all");
        config.put("enable.idempotence", "true");
        producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** Returns once the broker has it. */
    void send(ConsumerRecord<String, byte[]> message, Throwable cause) throws InterruptedException {
        try {
            producer.send(DeadLetters.of(message, cause, Instant.now())).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the dead-letter topic does not take messages", e.getCause());
        }
        count.increment();
    }

    long count() {
        return count.sum();
    }

    @Override
    public void close() {
        producer.close();
    }
}
