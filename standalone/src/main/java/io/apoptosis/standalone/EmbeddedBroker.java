package io.apoptosis.standalone;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker (KRaft, share groups on) on loopback, in this JVM. Started on a directory that a broker left, or was killed
 * over, it goes on with that log.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private final Path dataDir;
    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(Path dataDir, KafkaRaftServer server, int port) {
        this.dataDir = dataDir;
        this.server = server;
        this.port = port;
    }

    /** Starts on a free port; ready for clients when it returns. */
    public static EmbeddedBroker start(Path dataDir) {
        return start(dataDir, FreePort.next());
    }

    /** @throws IllegalStateException if the directory or the port cannot be used */
    public static EmbeddedBroker start(Path dataDir, int port) {
        try {
            int controllerPort = FreePort.next();
            Files.createDirectories(dataDir);
            if (!Files.exists(dataDir.resolve("meta.properties"))) {
                format(dataDir);
            }
            KafkaConfig config = new KafkaConfig(BrokerConfig.of(dataDir, port, controllerPort), false);
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            server.startup();
            ShareState.create(address(port));
            return new EmbeddedBroker(dataDir, server, port);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the broker did not start in " + dataDir + " on port " + port + ": " + e.getMessage(), e);
        }
    }

    /** The same broker once more, after it was closed. */
    EmbeddedBroker again() {
        return start(dataDir, port);
    }

    private static void format(Path dataDir) throws Exception {
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(BrokerConfig.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName(BrokerConfig.CONTROLLER)
                .setMetadataLogDirectory(dataDir.toAbsolutePath().toString())
                .addDirectory(dataDir.toAbsolutePath().toString());
        formatter.run();
    }

    public String bootstrapServers() {
        return address(port);
    }

    static String address(int port) {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
