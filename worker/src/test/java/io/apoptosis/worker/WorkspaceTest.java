package io.apoptosis.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.model.InitialWeights;
import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.store.CachedObjects;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.store.ObjectStoreConfig;
import io.apoptosis.standalone.EmbeddedObjectStore;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Interceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    @TempDir
    Path folder;

    private final AtomicInteger reads = new AtomicInteger();
    private EmbeddedObjectStore server;
    private ObjectStore store;
    private Workspace workspace;

    @BeforeEach
    void start() {
        server = EmbeddedObjectStore.start(folder.resolve("objects"));
        Interceptor counting = chain -> {
            if (chain.request().method().equals("GET")) {
                reads.incrementAndGet();
            }
            return chain.proceed(chain.request());
        };
        store = new ObjectStore(
                new ObjectStoreConfig(server.endpoint(), "apoptosis", server.accessKey(), server.secretKey()),
                counting);
        store.ensureBucket();
        workspace = new Workspace(store, new CachedObjects(store, folder.resolve("cache")));
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    @Test
    void theNextShardsNetworkIsNotReadAgain() {
        Checkpoint checkpoint = saved(1);
        reads.set(0);

        Network first = workspace.network(checkpoint);
        int once = reads.get();

        assertThat(workspace.network(checkpoint)).isSameAs(first);
        assertThat(once).isPositive();
        assertThat(reads).hasValue(once);
    }

    @Test
    void anotherStepsNetworkIsRead() {
        Network first = workspace.network(saved(1));

        assertThat(workspace.network(saved(2))).isNotEqualTo(first);
    }

    private Checkpoint saved(int step) {
        Network network = InitialWeights.of(Architectures.named("resnet20", 10), step);
        return workspace.save(network, file -> "runs/r1/steps/%d/%s".formatted(step, file));
    }
}
