package io.apoptosis.pipeline.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.topic.Topics;
import io.apoptosis.standalone.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class TaskQueueTest {
    private static final Duration LOCK = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path dataDir;

    private static EmbeddedBroker broker;
    private String topic;
    private QueueSettings settings;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = EmbeddedBroker.start(dataDir);
        create(Topics.DEAD_LETTERS);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void freshTopic() throws Exception {
        topic = "tasks-" + UUID.randomUUID();
        create(topic);
        settings = new QueueSettings(kafka(), topic, topic + "-workers", LOCK, 3);
    }

    @Test
    void shouldShareTheTasksOfOnePartitionAmongWorkers() throws Exception {
        CountDownLatch bothAtWork = new CountDownLatch(2);
        BlockingQueue<String> done = new ArrayBlockingQueue<>(10);
        Work<String> work = (task, delivery) -> {
            bothAtWork.countDown();
            bothAtWork.await();
            done.add(task);
        };
        send("a", "b", "c", "d");
        try (var one = start(work);
                var other = start(work)) {
            assertThat(take(done, 4)).containsExactlyInAnyOrder("a", "b", "c", "d");
        }
        assertThat(done).isEmpty();
    }

    @Test
    void shouldHoldATaskForLongerThanItsLock() throws Exception {
        BlockingQueue<String> done = new ArrayBlockingQueue<>(10);
        Work<String> work = (task, delivery) -> {
            Thread.sleep(LOCK.multipliedBy(4).toMillis());
            done.add(task + " at delivery " + delivery.count() + (delivery.held() ? "" : ", lost"));
        };
        send("long");
        try (var one = start(work);
                var other = start(work)) {
            assertThat(take(done, 1)).containsExactly("long at delivery 1");
            assertThat(done.poll(LOCK.multipliedBy(2).toSeconds(), SECONDS)).isNull();
        }
    }

    @Test
    void shouldNotHoldASecondTaskWhileOneIsUnderWay() throws Exception {
        BlockingQueue<String> done = new ArrayBlockingQueue<>(10);
        Work<String> slow = (task, delivery) -> {
            Thread.sleep(LOCK.multipliedBy(2).toMillis());
            done.add(task + " at delivery " + delivery.count() + (delivery.held() ? "" : ", lost"));
        };
        send("a", "b", "c");
        try (var worker = start(slow)) {
            assertThat(take(done, 3)).containsExactly("a at delivery 1", "b at delivery 1", "c at delivery 1");
        }
    }

    @Test
    void shouldGiveTheTaskOfAKilledWorkerToAnother() throws Exception {
        send("orphan");
        Process killed = StuckWorker.start(settings);
        try {
            assertThat(killed.inputReader().readLine()).isEqualTo("orphan");
        } finally {
            killed.destroyForcibly().waitFor();
        }
        BlockingQueue<String> done = new ArrayBlockingQueue<>(10);
        try (var heir = start((task, delivery) -> done.add(task + " at delivery " + delivery.count()))) {
            assertThat(take(done, 1)).containsExactly("orphan at delivery 2");
        }
    }

    @Test
    void shouldPutATaskBackAtOnceWhenClosed() throws Exception {
        CountDownLatch atWork = new CountDownLatch(1);
        BlockingQueue<String> done = new ArrayBlockingQueue<>(10);
        send("task");
        try (var leaving = start((task, delivery) -> {
            atWork.countDown();
            while (delivery.held()) {
                Thread.sleep(10);
            }
            throw new IllegalStateException("stopped between batches");
        })) {
            atWork.await();
        }
        try (var staying = start((task, delivery) -> done.add(task))) {
            assertThat(take(done, 1)).containsExactly("task");
        }
    }

    @Test
    void shouldSetAsideWhatCannotBeDecodedAndGoOn() throws Exception {
        BlockingQueue<String> done = new ArrayBlockingQueue<>(10);
        send("poison in " + topic, "good");
        try (var worker = start((task, delivery) -> done.add(task))) {
            assertThat(take(done, 1)).containsExactly("good");
            assertThat(worker.deadLettered()).isEqualTo(1);
        }
        ConsumerRecord<String, byte[]> letter = deadLetter("poison in " + topic);
        assertThat(header(letter, "dead-letter-reason")).isEqualTo("not a task");
        assertThat(header(letter, "dead-letter-topic")).isEqualTo(topic);
        assertThat(header(letter, "dead-letter-offset")).isEqualTo("0");
    }

    @Test
    void shouldSetAsideATaskThatFailsAtEveryDelivery() throws Exception {
        BlockingQueue<Integer> tries = new ArrayBlockingQueue<>(10);
        send("hopeless in " + topic);
        try (var worker = start((task, delivery) -> {
            tries.add(delivery.count());
            throw new IllegalArgumentException("no way");
        })) {
            assertThat(take(tries, 3)).containsExactly(1, 2, 3);
            assertThat(header(deadLetter("hopeless in " + topic), "dead-letter-reason"))
                    .isEqualTo("no way");
        }
    }

    private TaskQueue<String> start(Work<String> work) {
        return TaskQueue.start(settings, TaskQueueTest::decode, work);
    }

    private static String decode(ConsumerRecord<String, byte[]> message) {
        String task = new String(message.value(), UTF_8);
        if (task.startsWith("poison")) {
            throw new IllegalArgumentException("not a task");
        }
        return task;
    }

    private static <E> List<E> take(BlockingQueue<E> queue, int count) throws InterruptedException {
        List<E> taken = new ArrayList<>();
        while (taken.size() < count) {
            E next = queue.poll(SOON.toSeconds(), SECONDS);
            assertThat(next).as("after %s", taken).isNotNull();
            taken.add(next);
        }
        return taken;
    }

    private void send(String... tasks) throws Exception {
        try (var producer = new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer())) {
            for (String task : tasks) {
                producer.send(new ProducerRecord<>(topic, "run", task)).get();
            }
        }
    }

    private static ConsumerRecord<String, byte[]> deadLetter(String value) {
        TopicPartition letters = new TopicPartition(Topics.DEAD_LETTERS, 0);
        try (var consumer = new KafkaConsumer<>(kafka(), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(letters));
            consumer.seekToBeginning(List.of(letters));
            long deadline = System.nanoTime() + SOON.toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<String, byte[]> letter : consumer.poll(Duration.ofMillis(200))) {
                    if (new String(letter.value(), UTF_8).equals(value)) {
                        return letter;
                    }
                }
            }
            throw new AssertionError("no dead letter " + value);
        }
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    private static void create(String topic) throws Exception {
        try (Admin admin = Admin.create(kafka())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}
