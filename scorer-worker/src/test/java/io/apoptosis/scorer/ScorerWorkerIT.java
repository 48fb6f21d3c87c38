package io.apoptosis.scorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.ShardSums;
import io.apoptosis.core.io.Checkpoints;
import io.apoptosis.core.io.GraphJson;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.ShardScored;
import io.apoptosis.pipeline.message.Event.TaskFailed;
import io.apoptosis.pipeline.message.Event.TaskProgressed;
import io.apoptosis.pipeline.message.Message;
import io.apoptosis.pipeline.message.Messages;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.spec.DataRef;
import io.apoptosis.pipeline.spec.ObjectLocation;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.topic.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@QuarkusTest
@QuarkusTestResource(BrokerAndStore.class)
class ScorerWorkerIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final int IMAGES = 8;

    @Inject
    ObjectStore store;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    private final String run = "run-" + UUID.randomUUID();
    private RunSpec spec;
    private Checkpoint checkpoint;

    @BeforeEach
    void upload() {
        store.ensureBucket();
        ObjectRef data = store.put("uploads/" + run + "/train", images(11));
        DataRef ref = new DataRef("tensors", ObjectLocation.of(data.key()));
        spec = new RunSpec(
                "test",
                new RunSpec.ModelSpec("resnet20", 10, null, "object:weights", null),
                new RunSpec.DataSpec(ref, ref, null, null),
                new RunSpec.ImportanceSpec("oba", "dual", "second", "running", 4, 2, 2, "mean", "max", null),
                null,
                null,
                7,
                1);
        Network network = Architectures.named("resnet20", 10)
                .load(Checkpoints.read(
                        Path.of(System.getProperty("apoptosis.root"), "examples/weights/resnet20-cifar10.th")));
        checkpoint = new Checkpoint(
                store.put(Keys.dense(run, "graph.json"), GraphJson.write(network.graph())),
                store.put(Keys.dense(run, "weights.safetensors"), SafeTensors.write(network.weights(), Map.of())));
    }

    @Test
    void shouldStoreTheSumsAndAnnounceThem() throws Exception {
        submit(new Task.Score(run, 1, 0, 1, checkpoint, spec));
        ShardScored scored = await(ShardScored.class, 1).get(0);
        assertThat(scored.result().key()).isEqualTo(Keys.shard(run, 1, 0));
        assertThat(scored.images()).isEqualTo(4);
        assertThat(scored.worker()).isEqualTo("scorer-under-test");
        ShardSums sums = ShardSums.of(SafeTensors.read(store.get(scored.result())));
        assertThat(sums.batches()).isEqualTo(2);
        assertThat(await(TaskProgressed.class, 1).get(0).taskId()).isEqualTo("step-1/score/0");
    }

    @Test
    void shouldAnswerATaskThatComesAgainWithTheSameObject() throws Exception {
        Task task = new Task.Score(run, 1, 1, 1, checkpoint, spec);
        submit(task);
        submit(task.retried());
        List<ShardScored> answers = await(ShardScored.class, 2);
        assertThat(answers).extracting(ShardScored::attempt).containsExactly(1, 2);
        assertThat(answers.get(1).result()).isEqualTo(answers.get(0).result());
    }

    @Test
    void shouldDropTheTasksOfACancelledRunAndGoOnWithOthers() throws Exception {
        String cancelled = "cancelled-" + run;
        send(new ProducerRecord<>(
                Topics.RUNS, cancelled, "{\"state\":\"CANCELLED\"}".getBytes(StandardCharsets.UTF_8)));
        submit(new Task.Score(cancelled, 1, 0, 1, checkpoint, spec));
        submit(new Task.Score(run, 1, 0, 1, checkpoint, spec));
        await(ShardScored.class, 1);
        assertThat(store.getIfPresent(Keys.shard(cancelled, 1, 0))).isEmpty();
    }

    @Test
    void shouldSayWhyATaskFailed() throws Exception {
        Checkpoint missing =
                new Checkpoint(new ObjectRef("nowhere", checkpoint.graph().sha256()), checkpoint.weights());
        submit(new Task.Score(run, 1, 0, 1, missing, spec));
        TaskFailed failed = await(TaskFailed.class, 1).get(0);
        assertThat(failed.category()).isEqualTo("store");
        assertThat(failed.transientCause()).isFalse();
        assertThat(failed.cause()).contains("nowhere");
    }

    @Test
    void shouldSetATaskOfOtherWorkersAside() throws Exception {
        Message stray = new Task.Evaluate(run, 1, checkpoint, spec);
        submit(stray);
        ConsumerRecord<String, byte[]> letter = read(Topics.DEAD_LETTERS, 1).get(0);
        assertThat(new String(letter.headers().lastHeader("dead-letter-reason").value(), StandardCharsets.UTF_8))
                .contains("Evaluate")
                .contains("queue of other work");
    }

    private static byte[] images(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] pixels = new float[IMAGES * 3 * 32 * 32];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (random.nextDouble() * 2 - 1);
        }
        long[] labels = IntStream.range(0, IMAGES).mapToLong(i -> i % 10).toArray();
        return SafeTensors.write(
                Map.of(
                        "input", HostTensor.of(Shape.of(IMAGES, 3, 32, 32), pixels),
                        "labels", HostTensor.of(Shape.of(IMAGES), labels)),
                Map.of());
    }

    private void submit(Message task) throws Exception {
        send(new Messages("/test").encode(Topics.SCORE, task));
    }

    private void send(ProducerRecord<String, byte[]> message) throws Exception {
        try (var producer = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(message).get();
        }
    }

    /** The first events of this kind about this test's run. */
    private <E extends Event> List<E> await(Class<E> kind, int count) throws Exception {
        return read(Topics.EVENTS, count, kind).stream().map(kind::cast).toList();
    }

    private List<Message> read(String topic, int count, Class<?> kind) throws Exception {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < deadline) {
            List<Message> found = new ArrayList<>();
            for (ConsumerRecord<String, byte[]> message : read(topic, 1)) {
                Message decoded = Messages.decode(message.headers(), message.value());
                if (kind.isInstance(decoded)) {
                    found.add(decoded);
                }
            }
            if (found.size() >= count) {
                return found;
            }
            Thread.sleep(200);
        }
        throw new AssertionError("fewer than %d %s of %s".formatted(count, kind.getSimpleName(), run));
    }

    /** All messages about this test's run, once there are at least so many. */
    private List<ConsumerRecord<String, byte[]>> read(String topic, int count) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put("enable.auto.commit", "false");
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long deadline = System.nanoTime() + SOON.toNanos();
            while ((found.size() < count || consumer.position(partition) < end(consumer, partition))
                    && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    if (run.equals(message.key())) {
                        found.add(message);
                    }
                });
            }
        }
        assertThat(found).as("messages about %s on %s", run, topic).hasSizeGreaterThanOrEqualTo(count);
        return found;
    }

    private static long end(KafkaConsumer<?, ?> consumer, TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).get(partition);
    }
}
