package io.apoptosis.gateway;

import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.message.Messages;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Spent;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Answers one run's tasks on the real topics as workers would, without computing anything; each answer twice. */
public final class ScriptedWorker implements AutoCloseable {
    private static final ObjectRef ANY = new ObjectRef("runs/any", "00");

    private final String runId;
    private final ObjectRef model;
    private final KafkaConsumer<String, byte[]> tasks;
    private final KafkaProducer<String, byte[]> events;
    private final Messages messages = new Messages("/scripted-worker");
    private final Thread thread = new Thread(this::work, "scripted-worker");
    private volatile boolean closed;

    /** @param model the result file, already in the store */
    public ScriptedWorker(String bootstrapServers, String runId, ObjectRef model) {
        this.runId = runId;
        this.model = model;
        tasks = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        UUID.randomUUID().toString(),
                        "auto.offset.reset",
                        "earliest",
                        "isolation.level",
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        events = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    public void start() {
        thread.start();
    }

    private void work() {
        tasks.subscribe(List.of(Topics.SCORE, Topics.PRUNE, Topics.FINETUNE));
        while (!closed) {
            tasks.poll(Duration.ofMillis(100)).forEach(this::answer);
        }
        tasks.close();
        events.close();
    }

    private void answer(ConsumerRecord<String, byte[]> record) {
        try {
            Task task = Messages.decode(record.headers(), record.value(), Task.class);
            if (task.runId().equals(runId)) {
                Event result = resultOf(task);
                events.send(messages.encode(Topics.EVENTS, result));
                events.send(messages.encode(Topics.EVENTS, result));
                events.flush();
            }
        } catch (UndecodableMessage e) {
            throw new IllegalStateException(e);
        }
    }

    private Event resultOf(Task task) {
        if (task instanceof Task.Evaluate) {
            return new Event.DenseEvaluated(runId, measured(0.9, 1000), task.attempt(), 1, Spent.UNTOLD, "w");
        }
        if (task instanceof Task.Score score) {
            return new Event.ShardScored(
                    runId, score.step(), score.shard(), ANY, 32, task.attempt(), 1, Spent.UNTOLD, "w");
        }
        if (task instanceof Task.Prune prune) {
            return new Event.NetworkPruned(
                    runId,
                    prune.step(),
                    checkpoint(),
                    measured(0.7, 600),
                    Map.of("conv1", 12),
                    task.attempt(),
                    1,
                    Spent.UNTOLD,
                    "w");
        }
        if (task instanceof Task.Finetune tune) {
            return new Event.SliceFinetuned(
                    runId,
                    tune.step(),
                    tune.slice(),
                    ANY,
                    checkpoint(),
                    0.2,
                    measured(0.8, 600),
                    task.attempt(),
                    1,
                    Spent.UNTOLD,
                    "w");
        }
        return new Event.RunExported(runId, Map.of("model.onnx", model), task.attempt(), 1, Spent.UNTOLD, "w");
    }

    private static Measurement measured(double accuracy, long macs) {
        return new Measurement(accuracy, 0.5, macs, macs / 10);
    }

    private static Checkpoint checkpoint() {
        return new Checkpoint(ANY, ANY);
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
