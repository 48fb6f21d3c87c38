package io.apoptosis.systemtests.scale;

import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.DenseEvaluated;
import io.apoptosis.pipeline.message.Event.NetworkPruned;
import io.apoptosis.pipeline.message.Event.RunCleaned;
import io.apoptosis.pipeline.message.Event.RunExported;
import io.apoptosis.pipeline.message.Event.ShardScored;
import io.apoptosis.pipeline.message.Event.TaskProgressed;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.message.Messages;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Spent;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.queue.QueueSettings;
import io.apoptosis.pipeline.queue.TaskQueue;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.topic.Topics;
import io.apoptosis.standalone.StandaloneCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Scorers that sleep for as long as a batch would take, on the real queue, with the real store; and a pruner that answers at once. Everything
 * a run waits for but the tensors.
 */
final class SimulatedWorkers implements AutoCloseable {
    private static final long BEAT = Duration.ofSeconds(1).toNanos();

    private final Duration batch;
    private final byte[] sums;
    private final Stopwatch stopwatch;
    private final Map<String, Object> kafka;
    private final ObjectStore store;
    private final KafkaProducer<String, byte[]> events;
    private final Messages messages = new Messages("/simulated-worker");
    private final List<TaskQueue<Task>> queues = new ArrayList<>();

    /** @param sumsBytes size of what a shard leaves in the store */
    SimulatedWorkers(StandaloneCluster cluster, int scorers, Duration batch, int sumsBytes, Stopwatch stopwatch) {
        this.batch = batch;
        this.sums = new byte[sumsBytes];
        new Random(1).nextBytes(sums);
        this.stopwatch = stopwatch;
        this.kafka = Map.of("bootstrap.servers", cluster.bootstrapServers());
        this.store = new ObjectStore(cluster.objectStore());
        this.events = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer());
        for (int i = 1; i <= scorers; i++) {
            String name = "scorer-" + i;
            serve(Topics.SCORE, "apoptosis-scorers", name);
        }
        serve(Topics.PRUNE, "apoptosis-pruners", "pruner");
    }

    private void serve(String topic, String group, String worker) {
        queues.add(TaskQueue.start(
                QueueSettings.of(kafka, topic, group),
                message -> Messages.decode(message.headers(), message.value(), Task.class),
                (task, delivery) -> work(task, worker)));
    }

    boolean joined() {
        return queues.stream().allMatch(TaskQueue::joined);
    }

    private void work(Task task, String worker) throws InterruptedException, ExecutionException {
        stopwatch.taken(task, worker);
        if (task instanceof Task.Score score) {
            say(beat(score, 0, worker));
            compute(score, worker);
            ObjectRef result = store.put(Keys.shard(task.runId(), task.step(), score.shard()), sums);
            say(new ShardScored(
                    task.runId(), task.step(), score.shard(), result, 1, task.attempt(), 1, Spent.UNTOLD, worker));
        } else {
            say(atOnce(task, worker));
        }
    }

    /** Batch after batch, with a sign of life every second, as real ones give. */
    private void compute(Task.Score task, String worker) throws InterruptedException {
        int from = task.spec().importance().fromBatch(task.shard());
        int to = task.spec().importance().toBatch(task.shard());
        long begin = System.nanoTime();
        long told = begin;
        for (int done = 1; done <= to - from; done++) {
            long left = begin + done * batch.toNanos() - System.nanoTime();
            Thread.sleep(Math.max(0, left / 1_000_000));
            if (System.nanoTime() - told > BEAT) {
                told = System.nanoTime();
                events.send(messages.encode(Topics.EVENTS, beat(task, done, worker)));
            }
        }
    }

    private static TaskProgressed beat(Task.Score task, int done, String worker) {
        return new TaskProgressed(task.runId(), task.id(), task.attempt(), done, done + 1, "batches", worker);
    }

    private static Event atOnce(Task task, String worker) {
        ObjectRef nothing = new ObjectRef(Keys.run(task.runId()) + "nothing", "00");
        Checkpoint network = new Checkpoint(nothing, nothing);
        String run = task.runId();
        if (task instanceof Task.Evaluate) {
            return new DenseEvaluated(
                    run, new Measurement(0.9, 0.1, 1000, 100), task.attempt(), 1, Spent.UNTOLD, worker);
        }
        if (task instanceof Task.Prune) {
            Measurement smaller = new Measurement(0.8, 0.2, 500, 50);
            return new NetworkPruned(
                    run, task.step(), network, smaller, Map.of(), task.attempt(), 1, Spent.UNTOLD, worker);
        }
        return task instanceof Task.Clean
                ? new RunCleaned(run, task.step(), 0, task.attempt(), 1, Spent.UNTOLD, worker)
                : new RunExported(run, Map.of(), task.attempt(), 1, Spent.UNTOLD, worker);
    }

    private void say(Event event) throws InterruptedException, ExecutionException {
        stopwatch.said(event);
        events.send(messages.encode(Topics.EVENTS, event)).get();
    }

    @Override
    public void close() {
        queues.parallelStream().forEach(TaskQueue::close);
        events.close();
        store.close();
    }
}
