package io.apoptosis.gateway.tracking;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.gateway.follow.ViewFollower;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.store.ObjectStoreConfig;
import io.apoptosis.pipeline.topic.TopicSetup;
import io.apoptosis.pipeline.topic.Topics;
import io.apoptosis.standalone.EmbeddedBroker;
import io.apoptosis.standalone.EmbeddedObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;

/** A real tracking server, a real broker and a real object store; gateway and server are lost in between. */
@Tag("nightly")
class TrackingTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final byte[] REPORT = "{\"final\": {}}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Mlflow mlflow;
    private EmbeddedBroker broker;
    private EmbeddedObjectStore objects;
    private ObjectStore store;
    private MlflowClient client;

    @BeforeEach
    void start() throws Exception {
        mlflow = Mlflow.in(folder.resolve("mlflow"));
        broker = EmbeddedBroker.start(folder.resolve("broker"));
        objects = EmbeddedObjectStore.start(folder.resolve("objects"));
        store = new ObjectStore(new ObjectStoreConfig(
                objects.endpoint(), "results", objects.accessKey(), objects.secretKey(), "us-east-1"));
        store.ensureBucket();
        client = new MlflowClient(mlflow.url());
        try (Admin admin = Admin.create(kafka())) {
            TopicSetup.ensure(admin, 1, (short) 1);
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (broker != null) {
            client.close();
            store.close();
            objects.close();
            broker.close();
            mlflow.close();
        }
    }

    @Test
    void everyFigureIsThereOnceThoughGatewayAndServerWereLost() throws Exception {
        ObjectRef report = store.put("runs/run-1/run.json", REPORT);
        Map<String, ObjectRef> files = Map.of("run.json", report, "model.onnx", store.put("runs/run-1/m", REPORT));

        try (ViewFollower first = follow()) {
            publish(Views.scoring("run-1"));
            mlflow.start();
            publishUntil(Views.scoring("run-1"), run -> tags(run).containsValue("SCORING"));
            publishUntil(Views.tuning("run-1"), run -> tags(run).containsValue("FINETUNING"));
            mlflow.stop();
            publish(Views.completed("run-1", files));
        }
        try (ViewFollower second = follow()) {
            mlflow.start();
            Run run = publishUntil(Views.completed("run-1", files), is(RunStatus.FINISHED));

            assertThat(runs()).hasSize(1);
            assertThat(points(run)).containsExactlyInAnyOrderElementsOf(Points.of(Views.completed("run-1", files)));
            assertThat(parameters(run)).isEqualTo(Parameters.of(Views.SPEC));
            assertThat(tags(run))
                    .containsEntry("mlflow.runName", "tracked")
                    .containsEntry("mlflow.user", "nobody")
                    .containsEntry("apoptosis.state", "COMPLETED")
                    .containsEntry(
                            "apoptosis.file.run.json", "s3://results/runs/run-1/run.json sha256:" + report.sha256());
            assertThat(artifact(run, "run.json")).isEqualTo(new String(REPORT, StandardCharsets.UTF_8));
            assertThat(client.sendGet("artifacts/list?run_id=" + run.getInfo().getRunId()))
                    .as("only what is asked for is copied")
                    .contains("run.json")
                    .doesNotContain("model.onnx");
        }
    }

    @Test
    void aFailedRunThatIsResumedRunsAgain() throws Exception {
        mlflow.start();
        try (ViewFollower follower = follow()) {
            Run failed = publishUntil(Views.failed("run-2"), is(RunStatus.FAILED));
            assertThat(tags(failed)).containsEntry("apoptosis.failure", "too big");

            Run resumed = publishUntil(Views.tuning("run-2"), is(RunStatus.RUNNING));
            assertThat(resumed.getInfo().getRunId()).isEqualTo(failed.getInfo().getRunId());
            assertThat(tags(resumed)).containsEntry("apoptosis.failure", "");
        }
    }

    private ViewFollower follow() {
        Settings settings = Settings.to(mlflow.url());
        Artifacts artifacts =
                new Artifacts(settings.uri().orElseThrow(), Optional.empty(), Set.copyOf(settings.artifacts()), store);
        MlflowServer server = new MlflowServer(client, artifacts, settings.experiment(), "results");
        return ViewFollower.start(
                "mlflow", kafka(), new Tracker(server, settings, new SimpleMeterRegistry(), InstantSource.system()));
    }

    /** Again and again, as a follower that has just come begins with what comes after it. */
    private Run publishUntil(RunView view, Predicate<Run> reached) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            publish(view);
            MILLISECONDS.sleep(500);
            Optional<Run> run = runs().stream()
                    .filter(candidate -> tags(candidate).get(Tags.RUN).equals(view.id()))
                    .filter(reached)
                    .findFirst();
            if (run.isPresent()) {
                return run.orElseThrow();
            }
        }
        throw new AssertionError("MLflow has not heard of " + view.id() + " being " + view.state());
    }

    private List<Run> runs() {
        try {
            return client.getExperimentByName("pruning").stream()
                    .flatMap(experiment -> client.listRunInfos(experiment.getExperimentId()).stream())
                    .map(info -> client.getRun(info.getRunId()))
                    .toList();
        } catch (MlflowClientException e) {
            return List.of();
        }
    }

    private static Predicate<Run> is(RunStatus status) {
        return run -> run.getInfo().getStatus() == status;
    }

    private List<Point> points(Run run) {
        return run.getData().getMetricsList().stream()
                .map(Metric::getKey)
                .flatMap(key -> client.getMetricHistory(run.getInfo().getRunId(), key).stream())
                .map(metric -> new Point(metric.getKey(), metric.getStep(), metric.getValue()))
                .toList();
    }

    private static Map<String, String> parameters(Run run) {
        return run.getData().getParamsList().stream().collect(Collectors.toMap(Param::getKey, Param::getValue));
    }

    private static Map<String, String> tags(Run run) {
        return run.getData().getTagsList().stream().collect(Collectors.toMap(RunTag::getKey, RunTag::getValue));
    }

    private String artifact(Run run, String name) throws Exception {
        URI address = URI.create("%s/get-artifact?path=%s&run_uuid=%s"
                .formatted(mlflow.url(), name, run.getInfo().getRunId()));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }

    private Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private void publish(RunView view) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(kafka(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.RUNS, view.id(), MessageJson.write(view)))
                    .get();
        }
    }
}
