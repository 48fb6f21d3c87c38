package io.apoptosis.gateway.start;

import io.apoptosis.pipeline.topic.TopicSetup;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creates what topics are missing, before Kafka Streams looks for them. */
@ApplicationScoped
public class TopicsAtStart {
    private final Map<String, Object> kafka;
    private final int partitions;
    private final short replication;

    TopicsAtStart(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "apoptosis.topic.partitions") int partitions,
            @ConfigProperty(name = "apoptosis.topic.replication") short replication) {
        this.kafka = kafka;
        this.partitions = partitions;
        this.replication = replication;
    }

    void create(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
        try (Admin admin = Admin.create(kafka)) {
            TopicSetup.ensure(admin, partitions, replication);
        }
    }
}
