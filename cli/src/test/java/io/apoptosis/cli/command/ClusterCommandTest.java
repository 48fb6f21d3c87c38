package io.apoptosis.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.run.ClusterView;
import io.apoptosis.pipeline.run.ClusterView.Queue;
import io.apoptosis.pipeline.run.ClusterView.Work;
import io.apoptosis.pipeline.run.ClusterView.Worker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterCommandTest {
    @Test
    void aLineForEachWorkerAndEachQueue() {
        Work work = new Work("resnet20-1", "resnet20", "step-2/score/3", 1, 0.25, Instant.EPOCH);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        ClusterCommand.print(
                new ClusterView(
                        Instant.EPOCH,
                        true,
                        List.of(new Worker("scorer", "scorer-1", work), new Worker("pruner", "pruner", null)),
                        List.of(new Queue("scorer", 1, 1, 4, 2.4, 12.0)),
                        0),
                new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("scorer-1 +scorer +resnet20-1 +step-2/score/3 +1 +25 %")
                .containsPattern("pruner +pruner +idle")
                .containsPattern("scorer +4 +1 +1 +2\\.4 +12\\.0");
    }
}
