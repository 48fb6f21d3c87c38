package io.apoptosis.standalone.store;

import io.apoptosis.pipeline.store.ObjectStoreConfig;
import io.apoptosis.standalone.EmbeddedObjectStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The store of a standalone cluster. */
class EmbeddedStoreContractTest extends ObjectStoreContract {
    @TempDir
    private static Path data;

    private static EmbeddedObjectStore server;

    @BeforeAll
    static void start() {
        server = EmbeddedObjectStore.start(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    ObjectStoreConfig config() {
        return new ObjectStoreConfig(server.endpoint(), "apoptosis", server.accessKey(), server.secretKey());
    }
}
