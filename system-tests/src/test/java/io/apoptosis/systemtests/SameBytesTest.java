package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.standalone.StandaloneCluster;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One scorer or three, one of them killed in the middle: the same network, byte for byte. */
@Tag("slow")
class SameBytesTest {

    @Test
    void theNumberOfScorersAndTheirDeathsDoNotChangeTheResult(@TempDir Path folder) throws Exception {
        Path alone = new ClusterRun(folder.resolve("one")).with(1, (view, cluster) -> {});
        KillDuringScoring killing = new KillDuringScoring();
        Path three = new ClusterRun(folder.resolve("three")).with(3, killing);
        assertThat(killing.killed).as("a scorer was killed while it scored").isTrue();
        for (String file : new String[] {"model.safetensors", "graph.json", "model.onnx"}) {
            assertThat(three.resolve(file)).hasSameBinaryContentAs(alone.resolve(file));
        }
    }

    /** kill -9 to the first scorer once a run is half way through the shards of its first step. */
    private static final class KillDuringScoring implements BiConsumer<RunView, StandaloneCluster> {
        private final AtomicBoolean killed = new AtomicBoolean();

        @Override
        public void accept(RunView view, StandaloneCluster cluster) {
            RunView.Progress progress = view.progress();
            boolean scoring =
                    view.state().toString().equalsIgnoreCase("scoring") && progress != null && progress.done() > 0;
            if (scoring && killed.compareAndSet(false, true)) {
                ProcessHandle.of(cluster.processes().get("scorer-1")).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }
}
