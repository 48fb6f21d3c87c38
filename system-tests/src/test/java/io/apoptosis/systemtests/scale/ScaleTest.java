package io.apoptosis.systemtests.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.standalone.ClusterOptions;
import io.apoptosis.standalone.StandaloneCluster;
import io.apoptosis.systemtests.scale.Scale.Load;
import io.apoptosis.systemtests.scale.Scale.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./system-tests/scale.sh [--more N,N] [--batch-ms N]}. */
@Tag("nightly")
class ScaleTest {
    private static final Path HOME = Path.of(System.getProperty("apoptosis.root"));
    private static final Path RESULT = Path.of("target/scale.txt");
    /** In shards that any of these numbers of workers divide well. */
    private static final int BATCHES = 200;

    private static final int SHARDS = 40;
    private static final int FEW_SHARDS = 8;
    /** Of larger clusters each worker has as much to do. */
    private static final int BATCHES_EACH = 25;

    private static final int SHARDS_EACH = 5;
    /** What a shard of ResNet-32 leaves in the store. */
    private static final int SUMS_BYTES = 40_000;

    @Test
    void workersAreKeptBusy(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        Duration batch = Duration.ofMillis(Integer.getInteger("scale.batch-ms", 300));
        List<Integer> numbers = Arrays.stream(("1,2,4,8," + System.getProperty("scale.more", "")).split(","))
                .map(Integer::valueOf)
                .toList();
        Map<Integer, Double> seconds = new TreeMap<>();
        Files.deleteIfExists(RESULT);
        try (StandaloneCluster cluster = StandaloneCluster.start(
                ClusterOptions.of(HOME, folder.resolve("data")).withoutWorkers())) {
            Scale scale = new Scale(cluster, folder, batch, SUMS_BYTES);
            scale.measure(new Load(1, 1, 4, 2)); // the JVMs are warm then
            for (int workers : numbers) {
                Result result = tell(scale.measure(load(workers)));
                seconds.put(workers, result.scoring().get(0).toNanos() / 1e9);
            }
            assertThat(tell(scale.measure(new Load(1, 1, BATCHES, FEW_SHARDS))).busy())
                    .as("of one worker's time")
                    .isGreaterThan(0.97);
            tell(scale.measure(new Load(8, 4, BATCHES, SHARDS)));
        }
        assertThat(seconds.get(1) / seconds.get(4)).as("four workers").isGreaterThan(3.7);
        assertThat(seconds.get(1) / seconds.get(8)).as("eight workers").isGreaterThan(7);
    }

    private static Load load(int workers) {
        return workers <= 8
                ? new Load(workers, 1, BATCHES, SHARDS)
                : new Load(workers, 1, BATCHES_EACH * workers, SHARDS_EACH * workers);
    }

    private static Result tell(Result result) throws Exception {
        Files.writeString(
                RESULT, result + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return result;
    }
}
