package io.apoptosis.pipeline.queue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Settings of a share group live in the broker, not in its consumers. */
final class GroupConfig {
    private static final long TIMEOUT_SECONDS = 30;

    private GroupConfig() {}

    static void apply(QueueSettings settings) throws ExecutionException, InterruptedException, TimeoutException {
        Collection<AlterConfigOp> changes = List.of(
                // The default, latest, would miss what was published before the first worker came.
                set("share.auto.offset.reset", "earliest"),
                // Tasks are published in transactions; one that was aborted must not be worked on.
                set("share.isolation.level", "read_committed"),
                set("share.renew.acknowledge.enable", "true"),
                set(
                        "share.record.lock.duration.ms",
                        String.valueOf(settings.lock().toMillis())),
                set("share.delivery.count.limit", String.valueOf(settings.deliveries())));
        try (Admin admin = Admin.create(settings.kafka())) {
            ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, settings.group());
            admin.incrementalAlterConfigs(Map.of(group, changes)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}
