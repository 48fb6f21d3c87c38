package io.apoptosis.standalone.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.store.ObjectStoreConfig;
import io.apoptosis.pipeline.store.RequestTimes;
import io.apoptosis.pipeline.store.StoreUnavailable;
import io.apoptosis.standalone.EmbeddedObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestTimesTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void tellsAnswersFromFailures(@TempDir Path folder) {
        EmbeddedObjectStore server = EmbeddedObjectStore.start(folder);
        ObjectStoreConfig config =
                new ObjectStoreConfig(server.endpoint(), "apoptosis", server.accessKey(), server.secretKey());
        try (ObjectStore store = new ObjectStore(config, new RequestTimes(registry))) {
            store.ensureBucket();
            store.put("a", new byte[] {1});
            assertThat(store.getIfPresent("missing")).isEmpty();
            server.close();
            assertThatThrownBy(() -> store.getIfPresent("a")).isInstanceOf(StoreUnavailable.class);
        }

        assertThat(timer("PUT", "answered").count()).isGreaterThanOrEqualTo(1);
        assertThat(timer("HEAD", "answered").count()).isGreaterThanOrEqualTo(1);
        assertThat(timer("HEAD", "failed").count()).isGreaterThanOrEqualTo(1);
    }

    private Timer timer(String method, String outcome) {
        return registry.get("apoptosis.store.request")
                .tag("method", method)
                .tag("outcome", outcome)
                .timer();
    }
}
