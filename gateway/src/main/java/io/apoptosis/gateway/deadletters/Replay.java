package io.apoptosis.gateway.deadletters;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends messages to topics of any name, which a channel can't. */
@ApplicationScoped
public class Replay {
    private final Map<String, Object> kafka;

    Replay(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /**
     * Returns once the broker has it.
     *
     * @throws KafkaException if it does not take it
     */
    void send(ProducerRecord<String, byte[]> message) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put("acks", "all");
        config.put("delivery.timeout.ms", "30000");
        config.put("request.timeout.ms", "10000");
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(message).get();
        } catch (ExecutionException e) {
            throw new KafkaException("the message was not sent again", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while sending a message again", e);
        }
    }
}
