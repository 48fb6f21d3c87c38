package io.apoptosis.gateway.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.gateway.topology.FoldMetrics;
import io.apoptosis.gateway.topology.RunTopology;
import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.Messages;
import io.apoptosis.pipeline.message.ScheduleMessage;
import io.apoptosis.pipeline.message.ScheduleMessage.DeleteSchedule;
import io.apoptosis.pipeline.message.ScheduleMessage.Firing;
import io.apoptosis.pipeline.message.ScheduleMessage.FiringConcluded;
import io.apoptosis.pipeline.message.ScheduleMessage.SaveSchedule;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.schedule.LastFiring.State;
import io.apoptosis.pipeline.schedule.RunSchedule;
import io.apoptosis.pipeline.spec.ScheduleSpecs;
import io.apoptosis.pipeline.topic.DeadLetters;
import io.apoptosis.pipeline.topic.Topics;
import io.apoptosis.pipeline.trigger.TriggerReader;
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
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduleTopologyTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final ScheduleMetrics metrics = new ScheduleMetrics(registry);
    private final TopologyTestDriver driver = driver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aNotificationToldTwiceFiresTheSameRun() throws Exception {
        say(save("{ object: 'checkpoints/*.th' }", "${object}"));

        notify("checkpoints%2Fa.th", "e1");
        notify("checkpoints%2Fa.th", "e1");

        assertThat(firings()).extracting(Firing::runId).hasSize(2).containsOnly(firstRun());
        assertThat(count("matched")).isEqualTo(2);
    }

    @Test
    void whatNoScheduleWaitsForIsDroppedAndCounted() throws Exception {
        say(save("{ object: 'checkpoints/*.th' }", "${object}"));

        notify("checkpoints%2Fa.onnx", "e1");
        triggers().pipeInput("k", "{\"Records\":[]}".getBytes(StandardCharsets.UTF_8));

        assertThat(firings()).isEmpty();
        assertThat(count("unmatched")).isEqualTo(2);
        assertThat(output(Topics.DEAD_LETTERS).isEmpty()).isTrue();
    }

    @Test
    void whatNobodyUnderstandsIsSetAside() throws Exception {
        triggers().pipeInput("k", "hello".getBytes(StandardCharsets.UTF_8));
        say(save("{ object: 'checkpoints/*.th' }", "${object}"));
        notify("checkpoints%2Fa.th", "e1");

        TestRecord<String, byte[]> dead = output(Topics.DEAD_LETTERS).readRecord();
        assertThat(dead.value()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        assertThat(dead.headers().lastHeader(DeadLetters.TOPIC).value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(Topics.TRIGGERS);
        assertThat(count("undecodable")).isEqualTo(1);
        assertThat(firings()).hasSize(1);
    }

    @Test
    void timeFiresByTheClockThatTheGatewayHas() throws Exception {
        say(save("{ cron: '30 2 * * *' }", "object:uploads/aa/w.th"));
        assertThat(firings()).isEmpty();

        driver.advanceWallClockTime(Duration.ofHours(3));

        assertThat(firings()).hasSize(1);
        driver.advanceWallClockTime(Duration.ofDays(4));
        assertThat(firings()).as("all that was missed").hasSize(1);
        assertThat(last().next()).isEqualTo(Instant.parse("2026-01-06T02:30:00Z"));
    }

    @Test
    void everyGatewaySeesWhatCameOfIt() throws Exception {
        say(save("{ object: 'checkpoints/*.th' }", "${object}"));
        notify("checkpoints%2Fa.th", "e1");
        String run = firings().get(0).runId();

        say(new FiringConcluded("s", MIDNIGHT, run, "$.run.model: damaged"));

        assertThat(last().last().runs()).singleElement().satisfies(outcome -> {
            assertThat(outcome.state()).isEqualTo(State.REFUSED);
            assertThat(outcome.problem()).contains("damaged");
        });
        assertThat(MessageJson.read(
                        (byte[]) driver.getKeyValueStore(ScheduleTopology.VIEWS).get("s"), RunSchedule.class))
                .isEqualTo(driver.getKeyValueStore(ScheduleTopology.STATES).get("s"));
    }

    @Test
    void aDeletedScheduleIsGoneEverywhere() throws Exception {
        say(save("{ object: 'checkpoints/*.th' }", "${object}"));
        say(new DeleteSchedule("s", MIDNIGHT));
        notify("checkpoints%2Fa.th", "e1");

        assertThat(firings()).isEmpty();
        assertThat(driver.getKeyValueStore(ScheduleTopology.VIEWS).get("s")).isNull();
        assertThat(driver.getKeyValueStore(ScheduleTopology.STATES).get("s")).isNull();
    }

    /** What a gateway of before schedules calls task 1_0 must be the same for one with them, as long as both run. */
    @Test
    void thePartsOfTheRunFoldKeepTheirNumbers() {
        Topology alone = RunTopology.of(() -> processor(), () -> processor(), ScheduleReceiver::new);
        Topology with = RunTopology.of(() -> processor(), () -> processor(), ScheduleReceiver::new);
        ScheduleTopology.addTo(with, () -> processor(), () -> processor(), ScheduleReceiver::new);

        assertThat(with.describe().toString())
                .contains(alone.describe().globalStores().iterator().next().toString());
        alone.describe()
                .subtopologies()
                .forEach(part -> assertThat(with.describe().subtopologies()).contains(part));
    }

    private static Processor<String, byte[], String, byte[]> processor() {
        return new Processor<>() {
            @Override
            public void process(Record<String, byte[]> record) {}
        };
    }

    private TopologyTestDriver driver() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        Topology topology = new Topology();
        FoldMetrics deadLetters = new FoldMetrics(registry);
        ScheduleTopology.addTo(
                topology,
                () -> new TriggerProcessor(new TriggerReader("models"), metrics, deadLetters),
                () -> new ScheduleProcessor(metrics, deadLetters),
                ScheduleReceiver::new);
        return new TopologyTestDriver(topology, config, MIDNIGHT);
    }

    private static SaveSchedule save(String trigger, String weights) {
        String text = """
                name: s
                trigger: %s
                run:
                  model: { architecture: resnet20, classes: 10, weights: "%s" }
                  data: { train: { cifar10: "object:b" }, test: { cifar10: "object:c" } }
                """.formatted(trigger, weights);
        return new SaveSchedule(
                "s", MIDNIGHT, ScheduleSpecs.parse(text.getBytes(StandardCharsets.UTF_8), ""), Handling.DEFAULT);
    }

    private void say(ScheduleMessage message) {
        ProducerRecord<String, byte[]> record = new Messages("/test").encode(Topics.SCHEDULE_COMMANDS, message);
        input(Topics.SCHEDULE_COMMANDS).pipeInput(new TestRecord<>(record.key(), record.value(), record.headers()));
    }

    private void notify(String key, String etag) {
        String notification = """
                {"EventName":"s3:ObjectCreated:Put","Key":"models/k","Records":[{"eventSource":"minio:s3","awsRegion":"",\
                "eventName":"s3:ObjectCreated:Put","s3":{"bucket":{"name":"models"},"object":{"key":"%s","eTag":"%s"}}}]}""".formatted(key, etag);
        triggers().pipeInput("models/k", notification.getBytes(StandardCharsets.UTF_8));
    }

    private String firstRun() throws UndecodableMessage {
        return last().last().runs().get(0).runId();
    }

    private RunSchedule last() throws UndecodableMessage {
        return (RunSchedule) driver.getKeyValueStore(ScheduleTopology.STATES).get("s");
    }

    private List<Firing> firings() throws UndecodableMessage {
        List<Firing> firings = new ArrayList<>();
        for (TestRecord<String, byte[]> record : output(Topics.FIRINGS).readRecordsToList()) {
            firings.add(Messages.decode(record.headers(), record.value(), Firing.class));
        }
        return firings;
    }

    private double count(String outcome) {
        return registry.get("apoptosis.triggers")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private TestInputTopic<String, byte[]> triggers() {
        return input(Topics.TRIGGERS);
    }

    private TestInputTopic<String, byte[]> input(String topic) {
        return driver.createInputTopic(
                topic, Serdes.String().serializer(), Serdes.ByteArray().serializer());
    }

    private TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(
                topic, Serdes.String().deserializer(), Serdes.ByteArray().deserializer());
    }
}
