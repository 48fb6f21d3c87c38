package io.apoptosis.gateway.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.gateway.runs.RunFeed;
import io.apoptosis.pipeline.admission.AdmissionPolicy;
import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.message.Command.CancelRun;
import io.apoptosis.pipeline.message.Command.SubmitRun;
import io.apoptosis.pipeline.message.Event.DenseEvaluated;
import io.apoptosis.pipeline.message.Event.TaskProgressed;
import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.message.Message;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.Messages;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Spent;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.run.RetryPolicy;
import io.apoptosis.pipeline.run.RunFold;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import io.apoptosis.pipeline.topic.DeadLetters;
import io.apoptosis.pipeline.topic.Topics;
import io.apoptosis.pipeline.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunTopologyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Measurement DENSE = new Measurement(0.9, 0.3, 1000, 100);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final FoldMetrics metrics = new FoldMetrics(registry);
    private final RunFeed feed = new RunFeed();
    private final List<RunView> seen = new ArrayList<>();
    private final TopologyTestDriver driver = driver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aSubmittedRunAsksForItsFirstTask() throws Exception {
        send(Topics.COMMANDS, submit());

        assertThat(tasks(Topics.PRUNE)).singleElement().isInstanceOf(Task.Evaluate.class);
        assertThat(views()).extracting(RunView::state).containsExactly("QUEUED", "EVALUATING");
    }

    @Test
    void shardsGoToTheScorersQueue() throws Exception {
        send(Topics.COMMANDS, submit());
        send(Topics.EVENTS, new DenseEvaluated("r1", DENSE, 1, 1, Spent.UNTOLD, "w"));

        assertThat(tasks(Topics.SCORE)).extracting(Task::id).containsExactly("step-1/score/0", "step-1/score/1");
        assertThat(registry.get("apoptosis.tasks.outstanding")
                        .tag("kind", "score")
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    @Test
    void tasksOfATracedRunCarryItsTrace() {
        String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        ProducerRecord<String, byte[]> record = new Messages("/test").encode(Topics.COMMANDS, submit(), traceparent);
        input(Topics.COMMANDS).pipeInput(new TestRecord<>(record.key(), record.value(), record.headers()));
        send(Topics.EVENTS, new DenseEvaluated("r1", DENSE, 1, 1, Spent.UNTOLD, "w"));

        assertThat(Messages.traceparent(output(Topics.PRUNE).readRecord().headers()))
                .isEqualTo(traceparent);
        assertThat(output(Topics.SCORE).readRecordsToList())
                .extracting(task -> Messages.traceparent(task.headers()))
                .as("of the step's span")
                .hasSize(2)
                .allMatch(parent -> parent.startsWith("00-0af7651916cd43dd8448eb211c80319c-"))
                .doesNotContain(traceparent);
    }

    @Test
    void whatChangesNothingIsNotPublished() throws Exception {
        send(Topics.COMMANDS, submit());
        send(Topics.COMMANDS, submit());
        send(Topics.EVENTS, new DenseEvaluated("r1", DENSE, 1, 1, Spent.UNTOLD, "w"));
        send(Topics.EVENTS, new DenseEvaluated("r1", DENSE, 1, 1, Spent.UNTOLD, "w"));

        assertThat(tasks(Topics.PRUNE)).hasSize(1);
        assertThat(views()).extracting(RunView::version).containsExactly(1L, 2L, 3L);
    }

    @Test
    void everyGatewaySeesTheLatestView() throws Exception {
        feed.listen(seen::add);
        send(Topics.COMMANDS, submit());
        send(Topics.COMMANDS, new CancelRun("r1", START));

        assertThat(seen).extracting(RunView::state).containsExactly("QUEUED", "EVALUATING", "CANCELLED");
        KeyValueStore<String, byte[]> store = driver.getKeyValueStore(RunTopology.VIEWS);
        assertThat(MessageJson.read(store.get("r1"), RunView.class).state()).isEqualTo("CANCELLED");
    }

    @Test
    void aSilentTaskIsTriedAgainAsTimePasses() throws Exception {
        send(Topics.COMMANDS, submit());
        send(Topics.EVENTS, new TaskProgressed("r1", "step-0/evaluate", 1, 1, 10, "images", "w"));
        assertThat(tasks(Topics.PRUNE)).hasSize(1);

        driver.advanceWallClockTime(Duration.ofSeconds(61));

        assertThat(tasks(Topics.PRUNE)).extracting(Task::attempt).containsExactly(2);
        assertThat(registry.get("apoptosis.task.retries")
                        .tag("kind", "prune")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void poisonGoesAsideWithItsCauseAndThePartitionGoesOn() throws Exception {
        input(Topics.EVENTS).pipeInput("r1", "not a cloud event".getBytes(StandardCharsets.UTF_8));
        send(Topics.COMMANDS, submit());

        TestRecord<String, byte[]> dead = output(Topics.DEAD_LETTERS).readRecord();
        assertThat(dead.value()).asString(StandardCharsets.UTF_8).isEqualTo("not a cloud event");
        assertThat(header(dead, DeadLetters.REASON)).contains("CloudEvent");
        assertThat(header(dead, DeadLetters.TOPIC)).isEqualTo(Topics.EVENTS);
        assertThat(tasks(Topics.PRUNE)).hasSize(1);
        assertThat(registry.get("apoptosis.dead.letters").counter().count()).isEqualTo(1);
    }

    @Test
    void aMessageAboutAnUnknownRunOrUnderAnotherKeyGoesAside() {
        send(Topics.EVENTS, new DenseEvaluated("nobody", DENSE, 1, 1, Spent.UNTOLD, "w"));
        ProducerRecord<String, byte[]> record = new Messages("/test").encode(Topics.COMMANDS, submit());
        input(Topics.COMMANDS).pipeInput(new TestRecord<>("other", record.value(), record.headers()));

        assertThat(output(Topics.DEAD_LETTERS).readRecordsToList())
                .extracting(dead -> header(dead, DeadLetters.REASON))
                .containsExactly("no run called nobody", "key other, but the message is about run r1");
    }

    private TopologyTestDriver driver() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        RunFold fold = new RunFold(RetryPolicy.DEFAULT);
        return new TopologyTestDriver(
                RunTopology.of(
                        () -> new RunProcessor(fold, metrics, Tracing.OFF),
                        () -> new AdmissionProcessor(AdmissionPolicy.DEFAULT),
                        () -> new ViewReceiver(feed)),
                config,
                START);
    }

    private static SubmitRun submit() {
        ObjectRef object = new ObjectRef("runs/r1/dense/graph.json", "aa");
        return new SubmitRun("r1", START, spec(), new Checkpoint(object, object), 1000, 100, Handling.DEFAULT);
    }

    private static RunSpec spec() {
        return RunSpecs.parse("""
                name: test
                model: { architecture: resnet20, classes: 10, weights: "object:uploads/aa/w.th" }
                data: { train: { cifar10: "object:uploads/bb/train.bin" }, test: { cifar10: "object:uploads/cc/test.bin" } }
                importance: { batches: 4, batchSize: 8, shards: 2 }
                prune: { target: { macs: 0.6 }, iterations: 1 }
                """, "test.yaml");
    }

    private void send(String topic, Message message) {
        ProducerRecord<String, byte[]> record = new Messages("/test").encode(topic, message);
        input(topic).pipeInput(new TestRecord<>(record.key(), record.value(), record.headers()));
    }

    private List<Task> tasks(String topic) throws UndecodableMessage {
        List<Task> tasks = new ArrayList<>();
        for (TestRecord<String, byte[]> record : output(topic).readRecordsToList()) {
            tasks.add(Messages.decode(record.headers(), record.value(), Task.class));
        }
        return tasks;
    }

    private List<RunView> views() throws UndecodableMessage {
        List<RunView> views = new ArrayList<>();
        for (byte[] json : output(Topics.RUNS).readValuesToList()) {
            views.add(MessageJson.read(json, RunView.class));
        }
        return views;
    }

    private TestInputTopic<String, byte[]> input(String topic) {
        return driver.createInputTopic(
                topic, Serdes.String().serializer(), Serdes.ByteArray().serializer());
    }

    private TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(
                topic, Serdes.String().deserializer(), Serdes.ByteArray().deserializer());
    }

    private static String header(TestRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
