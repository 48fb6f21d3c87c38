package io.apoptosis.pipeline.queue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's end of a queue of tasks: takes one, has it done, acknowledges it, takes the next. Survives the broker's absence; closing
 * it puts a task under way back at once.
 */
public final class TaskQueue<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskQueue.class);
    /** How long the batch under way may take to end once the work is told to stop. */
    private static final Duration LAST_BATCH = Duration.ofSeconds(8);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final QueueSettings settings;
    private final Decoder<T> decoder;
    private final Work<T> work;
    private final DeadLetterSender deadLetters;
    private final ExecutorService worker;
    private final Thread poller;
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private volatile boolean joined;

    private TaskQueue(QueueSettings settings, Decoder<T> decoder, Work<T> work) {
        this.settings = settings;
        this.decoder = decoder;
        this.work = work;
        this.deadLetters = new DeadLetterSender(settings.kafka());
        this.worker = Executors.newSingleThreadExecutor(body -> daemon(body, "work"));
        this.poller = daemon(this::run, "poll");
    }

    /** Work starts as soon as the broker hands out a task. */
    public static <T> TaskQueue<T> start(QueueSettings settings, Decoder<T> decoder, Work<T> work) {
        TaskQueue<T> queue = new TaskQueue<>(settings, decoder, work);
        queue.poller.start();
        return queue;
    }

    /** Whether the broker counts this worker in. */
    public boolean joined() {
        return joined;
    }

    /** Messages set aside by this worker. */
    public long deadLettered() {
        return deadLetters.count();
    }

    /** Whether the last work has ended. After {@link #close} it may go on for a while, though nobody wants its result any more. */
    public boolean awaitIdle(Duration patience) throws InterruptedException {
        return worker.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        stop.complete(null);
        try {
            poller.join();
            worker.shutdown();
            // The task has been put back; but a JVM that ends under a running tensor operation crashes in native code.
            if (!worker.awaitTermination(LAST_BATCH.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("queue {}: the work has not stopped within {}", settings.topic(), LAST_BATCH);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deadLetters.close();
    }

    private void run() {
        try {
            while (!stop.isDone()) {
                serve();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until closed, or until the consumer fails: then a new one begins afresh. */
    private void serve() throws InterruptedException {
        try {
            GroupConfig.apply(settings);
            try (ShareConsumer<String, byte[]> consumer = consumer()) {
                serve(consumer);
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.warn("queue {} is out of reach; trying again", settings.topic(), e);
            pause();
        } finally {
            joined = false;
        }
    }

    private void serve(ShareConsumer<String, byte[]> consumer) throws InterruptedException {
        consumer.subscribe(List.of(settings.topic()));
        Session<T> session = new Session<>(consumer, settings, decoder, work, worker, deadLetters, stop);
        try {
            while (!stop.isDone()) {
                session.turn();
                joined = joined || counted(consumer);
            }
        } finally {
            session.end();
        }
    }

    /** Share consumers have no listener for assignments; this metric moves with the first one. */
    private static boolean counted(ShareConsumer<?, ?> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("rebalance-total"))
                .anyMatch(metric -> metric.getValue().metricValue() instanceof Double total && total > 0);
    }

    private ShareConsumer<String, byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put("group.id", settings.group());
        config.put("share.acknowledgement.mode", "explicit");
        config.put("share.acquire.mode", "record_limit");
        config.put("max.poll.records", 1);
        return new KafkaShareConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void pause() throws InterruptedException {
        try {
            stop.get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("pause over");
        }
    }

    private Thread daemon(Runnable body, String role) {
        Thread thread = new Thread(body, settings.group() + "-" + role);
        thread.setDaemon(true);
        return thread;
    }
}
