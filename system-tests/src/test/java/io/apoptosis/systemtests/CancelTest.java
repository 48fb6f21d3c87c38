package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.cli.client.RunWatch;
import io.apoptosis.cli.client.Uploads;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.standalone.ClusterOptions;
import io.apoptosis.standalone.StandaloneCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who cancels a run gets the machine back at once, not after the epoch. */
@Tag("nightly")
class CancelTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Test
    void workersStopWithinTwoSeconds(@TempDir Path folder) throws Exception {
        ClusterOptions options = ClusterOptions.of(ClusterRun.HOME, folder.resolve("data"));
        try (StandaloneCluster cluster = StandaloneCluster.start(options)) {
            GatewayClient client = new GatewayClient(URI.create(cluster.gatewayUrl()));
            RunSpec spec = new Uploads(client, (file, bytes) -> {}).uploaded(SampleSpec.of(folder, 640, 100, """
                    name: cancelled
                    importance: { criterion: weight, batches: 1, batchSize: 16, shards: 1 }
                    prune: { target: { macs: 0.8 }, iterations: 1 }
                    finetune: { epochs: 50, batchSize: 16 }
                    seed: 7
                    """));
            String id = client.submit(spec, UUID.randomUUID().toString()).id();
            AtomicLong asked = new AtomicLong();

            RunView end = new RunWatch(client).follow(id, view -> {
                RunView.Progress progress = view.progress();
                if (view.state().equals("FINETUNING")
                        && progress != null
                        && progress.fraction() > 0
                        && asked.get() == 0) {
                    asked.set(System.nanoTime());
                    client.cancel(id);
                }
            });

            assertThat(end.state()).isEqualTo("CANCELLED");
            Path log = folder.resolve("data/logs/finetuner.log");
            while (!stopped(log)
                    && System.nanoTime() - asked.get() < Duration.ofMinutes(1).toNanos()) {
                Thread.sleep(20);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - asked.get());
            System.out.printf("cancelled, and the worker free, after %d ms%n", took.toMillis());
            assertThat(took).isLessThan(LIMIT);
        }
    }

    private static boolean stopped(Path log) throws IOException {
        return Files.readString(log).contains("wants no more work");
    }
}
