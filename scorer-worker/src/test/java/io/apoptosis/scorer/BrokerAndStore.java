package io.apoptosis.scorer;

import io.apoptosis.standalone.EmbeddedBroker;
import io.apoptosis.standalone.EmbeddedObjectStore;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A real broker and a real store for the worker under test. */
public final class BrokerAndStore implements QuarkusTestResourceLifecycleManager {
    private EmbeddedBroker broker;
    private EmbeddedObjectStore store;

    @Override
    public Map<String, String> start() {
        try {
            Path data = Files.createTempDirectory("scorer-worker-test");
            broker = EmbeddedBroker.start(data.resolve("broker"));
            store = EmbeddedObjectStore.start(data.resolve("objects"));
            return Map.of(
                    "kafka.bootstrap.servers", broker.bootstrapServers(),
                    "apoptosis.s3.endpoint", store.endpoint(),
                    "apoptosis.s3.access-key", store.accessKey(),
                    "apoptosis.s3.secret-key", store.secretKey(),
                    "apoptosis.worker.name", "scorer-under-test",
                    "apoptosis.worker.cache", data.resolve("cache").toString());
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
