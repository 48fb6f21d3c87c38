package io.apoptosis.gateway.start;

import io.apoptosis.pipeline.topic.TopicSetup;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creates what topics are missing, before Kafka Streams looks for them. */
@ApplicationScoped
public class TopicsAtStart {
    private final String bootstrapServers;
    private final int partitions;
    private final short replication;

    TopicsAtStart(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "apoptosis.topic.partitions") int partitions,
            @ConfigProperty(name = "apoptosis.topic.replication") short replication) {
        this.bootstrapServers = bootstrapServers;
        this.partitions = partitions;
        this.replication = replication;
    }

    void create(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            TopicSetup.ensure(admin, partitions, replication);
        }
    }
}
