package io.apoptosis.standalone;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The configuration of a one-node broker that is its own controller. */
final class BrokerConfig {
    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";
    static final int SHARE_STATE_PARTITIONS = 2;

    private BrokerConfig() {}

    static Map<String, String> of(Path logDir, int brokerPort, int controllerPort) {
        Map<String, String> config = new HashMap<>();
        config.put("process.roles", "broker,controller");
        config.put("node.id", String.valueOf(NODE_ID));
        config.put("log.dirs", logDir.toAbsolutePath().toString());
        config.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + brokerPort + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
        config.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + brokerPort);
        config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        config.put("inter.broker.listener.name", "PLAINTEXT");
        config.put("controller.listener.names", CONTROLLER);
        // A static voter is not recorded in the log, so the next start may use other ports.
        config.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        config.put("auto.create.topics.enable", "false");
        config.putAll(oneNode());
        config.putAll(quick());
        return config;
    }

    /** Internal topics on one node: no replicas, few partitions (each costs files and start-up time). */
    private static Map<String, String> oneNode() {
        Map<String, String> config = new HashMap<>();
        config.put("default.replication.factor", "1");
        config.put("min.insync.replicas", "1");
        config.put("offsets.topic.num.partitions", "2");
        config.put("offsets.topic.replication.factor", "1");
        config.put("transaction.state.log.num.partitions", "2");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        config.put("share.coordinator.state.topic.num.partitions", String.valueOf(SHARE_STATE_PARTITIONS));
        config.put("share.coordinator.state.topic.replication.factor", "1");
        config.put("share.coordinator.state.topic.min.isr", "1");
        config.put("num.network.threads", "2");
        config.put("num.io.threads", "4");
        config.put("log.cleaner.dedupe.buffer.size", "4194304");
        return config;
    }

    /** One node has nobody to wait for: groups form at once and notice a lost member in seconds. */
    private static Map<String, String> quick() {
        Map<String, String> config = new HashMap<>();
        config.put("group.initial.rebalance.delay.ms", "0");
        config.put("group.min.session.timeout.ms", "1000");
        config.put("group.share.min.heartbeat.interval.ms", "250");
        config.put("group.share.heartbeat.interval.ms", "250");
        config.put("group.share.min.session.timeout.ms", "3000");
        config.put("group.share.session.timeout.ms", "10000");
        config.put("group.share.min.record.lock.duration.ms", "1000");
        config.put("controller.quorum.election.timeout.ms", "200");
        config.put("controller.quorum.election.backoff.max.ms", "200");
        // After a kill -9 the next start waits until the session of the killed broker has run out.
        config.put("broker.session.timeout.ms", "9000");
        return config;
    }
}
