package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.cli.command.CompareCommand;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.pipeline.spec.RunSpecs;
import io.apoptosis.standalone.ClusterOptions;
import io.apoptosis.standalone.StandaloneCluster;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A comparison goes through the cluster as ordinary runs, and what has been done once is not done again. */
@Tag("slow")
class CompareTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void comparesWithRealRunsAndReusesThem(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("base.json"), RunSpecs.write(SampleSpec.of(folder, 64, 50, """
                importance: { batches: 1, batchSize: 16, shards: 1 }
                prune: { target: { macs: 0.8 }, iterations: 1 }
                threads: 1
                """)));
        Path spec = Files.writeString(folder.resolve("tiny.yaml"), """
                base: base.json
                criteria: [weight, taylor]
                finetune: [none, { epochs: 1 }]
                seeds: [1]
                """);
        try (StandaloneCluster cluster =
                StandaloneCluster.start(ClusterOptions.of(ClusterRun.HOME, folder.resolve("data")))) {
            assertThat(compare(spec, cluster, folder.resolve("first")))
                    .as(() -> said.toString(StandardCharsets.UTF_8))
                    .isZero();
            assertThat(compare(spec, cluster, folder.resolve("again"))).isZero();

            assertThat(new GatewayClient(URI.create(cluster.gatewayUrl())).runs())
                    .hasSize(2);
        }
        JsonNode first = read(folder.resolve("first/compare.json"));
        assertThat(read(folder.resolve("again/compare.json"))).isEqualTo(first);
        assertThat(first.at("/trials")).hasSize(4);
        for (JsonNode trial : first.at("/trials")) {
            assertThat(trial.at("/macs").asDouble() / first.at("/dense/macs").asDouble())
                    .isBetween(0.75, 0.8);
            assertThat(trial.at("/accuracy").asDouble()).isBetween(0.0, 1.0);
            assertThat(trial.at("/kept").size()).isPositive();
        }
        assertThat(first.at("/channels/layer1.0.conv1").asInt()).isEqualTo(16);
        assertThat(folder.resolve("first/compare.html")).content().contains("<polyline class=\"s0\"");
    }

    private int compare(Path spec, StandaloneCluster cluster, Path out) {
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new CommandLine(new CompareCommand(new Terminal(stream, stream, false)))
                .execute(spec.toString(), "--server", cluster.gatewayUrl(), "--out", out.toString());
    }

    private static JsonNode read(Path json) throws Exception {
        return new ObjectMapper().readTree(json.toFile());
    }
}
