package io.apoptosis.pipeline.queue;

import java.time.Duration;
import java.util.Map;

/**
 * @param kafka connection settings ({@code bootstrap.servers}, security)
 * @param lock how long the broker waits for word of a task before it gives it to another worker; the queue renews it in time
 * @param deliveries tries after which a task counts as unprocessable; at most the broker's {@code group.share.max.delivery.count.limit}
 */
public record QueueSettings(Map<String, Object> kafka, String topic, String group, Duration lock, int deliveries) {
    public QueueSettings {
        kafka = Map.copyOf(kafka);
    }

    /** Lock and limit that a broker with Kafka's own bounds accepts. */
    public static QueueSettings of(Map<String, Object> kafka, String topic, String group) {
        return new QueueSettings(kafka, topic, group, Duration.ofSeconds(15), 10);
    }
}
