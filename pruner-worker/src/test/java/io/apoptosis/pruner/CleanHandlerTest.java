package io.apoptosis.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apoptosis.core.Progress;
import io.apoptosis.pipeline.message.Event.RunCleaned;
import io.apoptosis.pipeline.message.Task.Clean;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.store.ObjectStoreConfig;
import io.apoptosis.pipeline.store.StoreTime;
import io.apoptosis.standalone.EmbeddedObjectStore;
import io.apoptosis.worker.Spans;
import io.apoptosis.worker.WorkerSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real store. Which prefixes a policy gives is CleaningTest's. */
class CleanHandlerTest {
    @TempDir
    Path folder;

    private EmbeddedObjectStore server;
    private ObjectStore store;
    private CleanHandler handler;

    @BeforeEach
    void start() {
        server = EmbeddedObjectStore.start(folder);
        store = new ObjectStore(
                new ObjectStoreConfig(server.endpoint(), "apoptosis", server.accessKey(), server.secretKey()));
        store.ensureBucket();
        handler = new CleanHandler(store, new Spans(new StoreTime()), new Settings("pruner-1"));
        for (String key : List.of(
                "runs/r1/dense/spec.json",
                "runs/r1/dense/model.safetensors",
                "runs/r1/steps/1/model.safetensors",
                "runs/r1/steps/2/model.safetensors",
                "runs/r1/receipts/step-1/prune",
                "runs/r1/final/model.onnx",
                "runs/r10/steps/1/model.safetensors")) {
            store.put(key, key.getBytes(StandardCharsets.UTF_8));
        }
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    @Test
    void whatThePolicyKeepsStaysAndNothingElseOfTheRun() {
        Clean clean = new Clean(
                "r1",
                2,
                1,
                List.of("runs/r1/"),
                List.of("runs/r1/dense/spec.json", "runs/r1/final/", "runs/r1/steps/2/"));

        RunCleaned cleaned = (RunCleaned) handler.handle(clean, Progress.NONE);

        assertThat(cleaned.deleted()).isEqualTo(3);
        assertThat(store.list("runs/"))
                .containsExactly(
                        "runs/r1/dense/spec.json",
                        "runs/r1/final/model.onnx",
                        "runs/r1/steps/2/model.safetensors",
                        "runs/r10/steps/1/model.safetensors");
    }

    @Test
    void aCleanFloorIsSweptAgainWithoutHarm() {
        Clean clean = new Clean("r1", 2, 1, List.of("runs/r1/steps/"), List.of());
        handler.handle(clean, Progress.NONE);

        assertThat(((RunCleaned) handler.handle(clean, Progress.NONE)).deleted())
                .isZero();
    }

    @Test
    void anotherRunsObjectsAreNotItsBusiness() {
        Clean clean = new Clean("r1", 2, 1, List.of("runs/r10/"), List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> handler.handle(clean, Progress.NONE))
                .withMessageContaining("not among the objects of run r1");
        assertThat(store.list("runs/r10/")).hasSize(1);
    }

    private record Settings(String name) implements WorkerSettings {
        @Override
        public String queue() {
            return "none";
        }

        @Override
        public String group() {
            return "none";
        }

        @Override
        public Path cache() {
            return Path.of("none");
        }

        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public short replication() {
            return 1;
        }
    }
}
