package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.cli.client.GatewayClient;
import io.apoptosis.cli.client.RunWatch;
import io.apoptosis.cli.client.Uploads;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.standalone.ClusterOptions;
import io.apoptosis.standalone.StandaloneCluster;
import io.apoptosis.systemtests.SpanReceiver.Received;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What gateway and workers, each a process of its own, tell a collector of one run. */
@Tag("nightly")
class TracesTest {
    private static final Set<String> KINDS =
            Set.of("evaluate", "score", "prune", "repair", "finetune", "export", "clean");
    private static final Set<String> SERVICES = Set.of(
            "apoptosis-gateway", "apoptosis-scorer-worker", "apoptosis-pruner-worker", "apoptosis-finetune-worker");

    private static final Pattern SLICE = Pattern.compile("(step-1/finetune/\\d+) of run \\S+, attempt");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void aRunIsOneTraceAcrossGatewayAndWorkers(@TempDir Path folder) throws Exception {
        try (SpanReceiver collector = new SpanReceiver()) {
            List<Received> spans;
            String run;
            try (StandaloneCluster cluster = cluster(folder, collector, Map.of())) {
                GatewayClient client = new GatewayClient(URI.create(cluster.gatewayUrl()));
                run = submit(client, folder, 2);
                RunView end = new RunWatch(client).follow(run, view -> {});
                assertThat(end.state()).as("failure: %s", end.failure()).isEqualTo("COMPLETED");
                spans = awaitAll(collector);
            }

            Map<String, Received> byId = spans.stream().collect(Collectors.toMap(Received::id, Function.identity()));
            assertThat(spans)
                    .extracting(Received::trace)
                    .containsOnly(spans.get(0).trace());
            assertThat(spans).extracting(Received::service).containsAll(SERVICES);
            assertThat(spans)
                    .filteredOn(span -> span.parent().isEmpty())
                    .singleElement()
                    .satisfies(root -> {
                        assertThat(root.name()).isEqualTo("submit run");
                        assertThat(root.service()).isEqualTo("apoptosis-gateway");
                    });
            assertThat(spans)
                    .filteredOn(span -> !span.parent().isEmpty())
                    .allSatisfy(span -> assertThat(byId).as(span.name()).containsKey(span.parent()));
            assertThat(spans).allSatisfy(span -> {
                assertThat(span.attribute("apoptosis.run")).as(span.name()).isEqualTo(run);
                assertThat(span.failed()).as(span.name()).isFalse();
            });
            assertThat(executions(spans)).allSatisfy(span -> {
                Received publication = byId.get(span.parent());
                assertThat(publication.name()).isEqualTo("publish " + span.name());
                assertThat(byId.get(publication.parent()).name())
                        .as(span.name())
                        .isEqualTo(ofStep(span) ? "step-1" : "submit run");
                assertThat(span.attributes()).containsKeys("apoptosis.step", "apoptosis.worker");
                assertThat(span.attribute("apoptosis.attempt")).isEqualTo("1");
                assertThat(span.attribute("apoptosis.outcome")).isEqualTo("done");
            });
            assertThat(executions(spans))
                    .filteredOn(span -> kind(span).equals("score"))
                    .extracting(span -> span.attribute("apoptosis.shard"))
                    .containsExactlyInAnyOrder("0", "1");
        }
    }

    /** Spans wait ten seconds here, and a service stops faster: what ended last is there only if it is sent before the end. */
    @Test
    void whoStopsSendsWhatItHas(@TempDir Path folder) throws Exception {
        try (SpanReceiver collector = new SpanReceiver()) {
            try (StandaloneCluster cluster = cluster(folder, collector, Map.of("OTEL_BSP_SCHEDULE_DELAY", "10000"))) {
                GatewayClient client = new GatewayClient(URI.create(cluster.gatewayUrl()));
                String run = submit(client, folder, 50);
                await(
                        "fine-tuning known to the collector",
                        () -> ofFinetuner(collector).findAny().isPresent());
                await("fine-tuning under way", () -> isTraining(client.run(run)));
            }

            assertThat(ofFinetuner(collector).map(Received::name))
                    .as("whatever slice was begun, the one that was put back included")
                    .containsExactlyInAnyOrderElementsOf(begun(folder.resolve("data/logs/finetuner.log")));
        }
    }

    private static StandaloneCluster cluster(Path folder, SpanReceiver collector, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
        return StandaloneCluster.start(
                ClusterOptions.of(ClusterRun.HOME, folder.resolve("data")).withEnvironment(environment));
    }

    /** A run with every kind of task. */
    private static String submit(GatewayClient client, Path folder, int epochs) throws IOException {
        RunSpec spec = new Uploads(client, (file, bytes) -> {})
                .uploaded(SampleSpec.of(folder, 640, 100, """
                name: traced
                importance: { criterion: taylor, batches: 2, batchSize: 16, shards: 2 }
                prune: { target: { macs: 0.8 }, iterations: 1, repair: { images: 50 } }
                finetune: { epochs: %d, batchSize: 64, optimizer: { learningRate: 0.001 } }
                seed: 7
                threads: 1
                """.formatted(epochs)));
        return client.submit(spec, UUID.randomUUID().toString(), Map.of("keep", "final"))
                .id();
    }

    /** Slices by the fine-tuner's own log. */
    private static List<String> begun(Path log) throws IOException {
        return SLICE.matcher(Files.readString(log))
                .results()
                .map(slice -> slice.group(1))
                .toList();
    }

    private static boolean isTraining(RunView view) {
        RunView.Progress progress = view.progress();
        return view.state().equals("FINETUNING") && progress != null && progress.fraction() > 0;
    }

    /** Services send once a second, and each for itself. */
    private static List<Received> awaitAll(SpanReceiver collector) throws InterruptedException {
        await("spans of every kind of task, of the step and of the submission", () -> {
            List<Received> spans = collector.spans();
            return executions(spans).stream()
                            .map(TracesTest::kind)
                            .collect(Collectors.toSet())
                            .equals(KINDS)
                    && spans.stream().anyMatch(span -> span.name().equals("step-1"))
                    && spans.stream().anyMatch(span -> span.parent().isEmpty());
        });
        return collector.spans();
    }

    private static void await(String what, BooleanSupplier happened) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!happened.getAsBoolean()) {
            assertThat(Instant.now()).as("waited in vain for " + what).isBefore(deadline);
            Thread.sleep(100);
        }
    }

    private static List<Received> executions(List<Received> spans) {
        return spans.stream()
                .filter(span -> span.attributes().containsKey("apoptosis.worker"))
                .toList();
    }

    private static Stream<Received> ofFinetuner(SpanReceiver collector) {
        return executions(collector.spans()).stream().filter(span -> kind(span).equals("finetune"));
    }

    private static String kind(Received span) {
        return span.attribute("apoptosis.task");
    }

    private static boolean ofStep(Received span) {
        return Set.of("score", "prune", "repair", "finetune").contains(kind(span));
    }
}
