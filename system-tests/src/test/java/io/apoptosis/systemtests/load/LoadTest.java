package io.apoptosis.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.standalone.ClusterOptions;
import io.apoptosis.standalone.StandaloneCluster;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./system-tests/load.sh [--runs N] [--clients N] [--watchers N]}. */
@Tag("nightly")
class LoadTest {
    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final Path HOME = Path.of(System.getProperty("apoptosis.root"));
    private static final Path RESULT = Path.of("target/load.txt");

    @Test
    void nothingIsLostAndLookingIsQuick(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        Load.Plan plan = new Load.Plan(
                Integer.getInteger("load.runs", 200),
                Integer.getInteger("load.clients", 50),
                Integer.getInteger("load.watchers", 20),
                Duration.ofSeconds(Integer.getInteger("load.patience", 240)));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (StandaloneCluster cluster = StandaloneCluster.start(ClusterOptions.of(HOME, folder.resolve("data")));
                PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            Load.Result result = new Load(plan, cluster, out).unleash(folder);

            assertThat(result.accepted()).hasSize(plan.runs()).doesNotHaveDuplicates();
            assertThat(result.states().keySet()).isEqualTo(new TreeSet<>(result.accepted()));
            assertThat(result.states().values()).isSubsetOf("COMPLETED", "CANCELLED");
            assertThat(result.watched())
                    .hasSize(plan.watchers())
                    .allSatisfy(known -> assertThat(known).isEqualTo(result.states()));
            assertThat(result.gets().percentile(99)).isLessThan(LIMIT);
            assertThat(result.lists().percentile(99)).isLessThan(LIMIT);
        } finally {
            Files.write(RESULT, said.toByteArray());
        }
    }
}
