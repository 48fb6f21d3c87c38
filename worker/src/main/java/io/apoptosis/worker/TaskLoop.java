package io.apoptosis.worker;

import io.apoptosis.pipeline.queue.QueueSettings;
import io.apoptosis.pipeline.queue.TaskQueue;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.topic.TopicSetup;
import io.apoptosis.pipeline.trace.Tracing;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes tasks from the queue as long as the worker runs. */
@ApplicationScoped
class TaskLoop {
    private static final Logger LOG = Logger.getLogger(TaskLoop.class);
    private static final int TERMINATED = 143;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final WorkerSettings settings;
    private final Map<String, Object> kafka;
    private final Handlers handlers;
    private final TaskRunner runner;
    private final RunWatch runs;
    private final ObjectStore store;
    private final WorkerMetrics metrics;
    private final Tracing tracing;
    private volatile @Nullable TaskQueue<Assignment> queue;
    private volatile boolean stopping;

    TaskLoop(
            WorkerSettings settings,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Handlers handlers,
            TaskRunner runner,
            RunWatch runs,
            ObjectStore store,
            WorkerMetrics metrics,
            Tracing tracing) {
        this.settings = settings;
        this.kafka = kafka;
        this.handlers = handlers;
        this.runner = runner;
        this.runs = runs;
        this.store = store;
        this.metrics = metrics;
        this.tracing = tracing;
    }

    /** In the background: the worker answers that it is alive, if not yet ready, while broker and store are away. */
    void onStart(@Observes StartupEvent event) {
        Thread thread = new Thread(this::begin, "task-loop-start");
        thread.setDaemon(true);
        thread.start();
    }

    /** Puts back a task under way, so that another worker takes it at once. */
    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        runs.close();
        TaskQueue<Assignment> current = queue;
        if (current != null) {
            current.close();
            haltIfBusy(current);
        }
    }

    /**
     * A thread that is still inside the tensor engine must not meet the static destructors of an ordinary exit: that is a crash. The
     * task has gone back to the queue, so there is nothing to lose.
     */
    private void haltIfBusy(TaskQueue<Assignment> closed) throws InterruptedException {
        if (!closed.awaitIdle(PAUSE)) {
            LOG.info("the last batch does not end; leaving it");
            runner.leave();
            tracing.close();
            Runtime.getRuntime().halt(TERMINATED);
        }
    }

    boolean joined() {
        TaskQueue<Assignment> current = queue;
        return current != null && current.joined();
    }

    private void begin() {
        try {
            insist(this::ensureTopics);
            runs.start();
            insist(store::ensureBucket);
            runs.awaitUpToDate();
            open();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ensureTopics() {
        try (Admin admin = Admin.create(kafka)) {
            TopicSetup.ensure(admin, settings.partitions(), settings.replication());
        }
    }

    private void insist(Runnable preparation) throws InterruptedException {
        while (!stopping) {
            try {
                preparation.run();
                return;
            } catch (RuntimeException e) {
                LOG.warn("broker or store are out of reach; trying again", e);
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    private synchronized void open() {
        if (stopping) {
            return;
        }
        TaskQueue<Assignment> opened = TaskQueue.start(
                QueueSettings.of(signed(), settings.queue(), settings.group()), handlers::decode, runner::run);
        metrics.countDeadLetters(opened, TaskQueue::deadLettered);
        metrics.watchJoined(this::joined);
        queue = opened;
    }

    /** The broker's list of a group's members says who they are by this. */
    private Map<String, Object> signed() {
        Map<String, Object> connection = new HashMap<>(kafka);
        connection.put("client.id", settings.name());
        return connection;
    }
}
