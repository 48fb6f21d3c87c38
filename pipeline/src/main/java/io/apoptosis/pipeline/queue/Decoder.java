package io.apoptosis.pipeline.queue;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** From a record to a task. What it throws on is poison and goes to the dead letters. */
@FunctionalInterface
public interface Decoder<T> {
    T decode(ConsumerRecord<String, byte[]> message) throws Exception;
}
