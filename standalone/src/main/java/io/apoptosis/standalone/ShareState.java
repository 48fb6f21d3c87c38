package io.apoptosis.standalone;

import io.apoptosis.pipeline.topic.TopicSetup;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.internals.Topic;

/**
 * The topic in which a broker keeps what share groups have acknowledged. It would make it by itself, but only when the first worker joins,
 * and that worker waits two seconds: the broker asks itself again (persister, 4.3.1) after one second at the earliest.
 */
final class ShareState {
    /** As the broker itself would have it. */
    private static final Map<String, String> CONFIG = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.COMPRESSION_TYPE_CONFIG,
            "uncompressed",
            TopicConfig.RETENTION_MS_CONFIG,
            "-1",
            TopicConfig.SEGMENT_BYTES_CONFIG,
            String.valueOf(100 << 20));

    private ShareState() {}

    /** Does nothing where there is one. */
    static void create(String bootstrapServers) {
        NewTopic topic = new NewTopic(
                        Topic.SHARE_GROUP_STATE_TOPIC_NAME, BrokerConfig.SHARE_STATE_PARTITIONS, (short) 1)
                .configs(CONFIG);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            TopicSetup.create(admin, List.of(topic));
        }
    }
}
