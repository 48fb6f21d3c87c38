package io.apoptosis.standalone.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.store.ObjectStoreConfig;
import io.apoptosis.pipeline.store.StoreTime;
import io.apoptosis.pipeline.store.StoreUnavailable;
import io.apoptosis.standalone.EmbeddedObjectStore;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTimeTest {
    private final StoreTime time = new StoreTime();

    @Test
    void growsWithEveryRequestToItsBodysEnd(@TempDir Path folder) throws Exception {
        EmbeddedObjectStore server = EmbeddedObjectStore.start(folder);
        ObjectStoreConfig config =
                new ObjectStoreConfig(server.endpoint(), "apoptosis", server.accessKey(), server.secretKey());
        try (ObjectStore store = new ObjectStore(config, time)) {
            store.ensureBucket();
            ObjectRef large = store.put("a", new byte[4 << 20]);
            Duration written = time.sum();
            assertThat(written).isPositive();

            try (InputStream in = store.stream(large)) {
                in.readNBytes(1);
                Thread.sleep(50);
                in.readAllBytes();
            }
            Duration read = time.sum();
            assertThat(read).isGreaterThan(written.plusMillis(50));

            server.close();
            assertThatThrownBy(() -> store.getIfPresent("a")).isInstanceOf(StoreUnavailable.class);
            assertThat(time.sum()).isGreaterThan(read);
        }
    }
}
