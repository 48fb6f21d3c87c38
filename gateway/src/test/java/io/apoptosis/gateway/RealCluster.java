package io.apoptosis.gateway;

import io.apoptosis.standalone.EmbeddedBroker;
import io.apoptosis.standalone.EmbeddedObjectStore;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A real broker and a real object store for the gateway under test, handed over as the environment does. */
public final class RealCluster implements QuarkusTestResourceLifecycleManager {
    private EmbeddedBroker broker;
    private EmbeddedObjectStore store;

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("gateway-test-");
            broker = EmbeddedBroker.start(directory.resolve("broker"));
            store = EmbeddedObjectStore.start(directory.resolve("objects"));
            return Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                    "APOPTOSIS_S3_ENDPOINT", store.endpoint(),
                    "APOPTOSIS_S3_ACCESS_KEY", store.accessKey(),
                    "APOPTOSIS_S3_SECRET_KEY", store.secretKey(),
                    "APOPTOSIS_TOPIC_PARTITIONS", "2",
                    "APOPTOSIS_CACHE_DIR", directory.resolve("cache").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        store.close();
        broker.close();
    }
}
