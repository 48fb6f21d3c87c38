package io.apoptosis.gateway.topology;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.gateway.runs.RunFeed;
import io.apoptosis.pipeline.admission.AdmissionPolicy;
import io.apoptosis.pipeline.run.RetryPolicy;
import io.apoptosis.pipeline.run.RunFold;
import io.apoptosis.pipeline.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

/**
 * The state of every run is found again by these names: the changelog of store {@code runs} is the topic {@code
 * apoptosis-gateway-fold-runs-changelog}, its offsets are those of the application's group, its tasks are numbered by sub-topology. Who
 * changes one of them loses the runs of every cluster that is upgraded.
 */
class TopologyNamesTest {
    @Test
    void sourcesStoresSinksAndTheirNumbersStay() {
        FoldMetrics metrics = new FoldMetrics(new SimpleMeterRegistry());
        Topology topology = RunTopology.of(
                () -> new RunProcessor(new RunFold(RetryPolicy.DEFAULT), metrics, Tracing.OFF),
                () -> new AdmissionProcessor(AdmissionPolicy.DEFAULT),
                () -> new ViewReceiver(new RunFeed()));

        // A set of topics has no order of its own.
        String described = topology.describe()
                .toString()
                .replace("apoptosis.events, apoptosis.commands", "apoptosis.commands, apoptosis.events");
        assertThat(described.lines().map(String::strip).filter(line -> !line.isEmpty()))
                .containsExactlyInAnyOrder("""
                Topologies:
                Sub-topology: 0
                Source: messages (topics: [apoptosis.commands, apoptosis.events])
                --> fold
                Processor: fold (stores: [runs])
                --> admission-sink, dead-letter-sink, task-sink-FINETUNE, task-sink-PRUNE, task-sink-SCORE, view-sink
                <-- messages
                Sink: admission-sink (topic: apoptosis.admission)
                <-- fold
                Sink: dead-letter-sink (topic: apoptosis.dlq)
                <-- fold
                Sink: task-sink-FINETUNE (topic: apoptosis.tasks.finetune)
                <-- fold
                Sink: task-sink-PRUNE (topic: apoptosis.tasks.prune)
                <-- fold
                Sink: task-sink-SCORE (topic: apoptosis.tasks.score)
                <-- fold
                Sink: view-sink (topic: apoptosis.runs)
                <-- fold
                Sub-topology: 1
                Source: standings (topics: [apoptosis.admission])
                --> admission
                Processor: admission (stores: [places])
                --> command-sink
                <-- standings
                Sink: command-sink (topic: apoptosis.commands)
                <-- admission
                Sub-topology: 2 for global store (will not generate tasks)
                Source: view-source (topics: [apoptosis.runs])
                --> view-receiver
                Processor: view-receiver (stores: [views])
                --> none
                <-- view-source
                """.lines().toArray(String[]::new));
    }

    @Test
    void theApplicationIdStays() throws IOException {
        Properties settings = new Properties();
        try (InputStream in = requireNonNull(getClass().getResourceAsStream("/application.properties"))) {
            settings.load(in);
        }
        assertThat(settings)
                .containsEntry("quarkus.kafka-streams.application-id", "apoptosis-gateway-fold")
                .doesNotContainKey("kafka-streams.application.id");
    }
}
