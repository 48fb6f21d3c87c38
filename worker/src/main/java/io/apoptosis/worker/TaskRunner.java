package io.apoptosis.worker;

import io.apoptosis.core.Cancelled;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.queue.Delivery;
import io.apoptosis.pipeline.trace.OpenSpan;
import io.apoptosis.pipeline.trace.TaskWork;
import io.apoptosis.pipeline.trace.Tracing;
import io.apoptosis.worker.WorkerMetrics.Outcome;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** One task from delivery to announcement. Returns when it may be acknowledged, throws when it is to go back to the queue. */
@ApplicationScoped
class TaskRunner {
    private static final Logger LOG = Logger.getLogger(TaskRunner.class);
    /** A task may overtake the news that its run goes on; it waits so long for that before it is dropped. */
    private static final Duration NEWS = Duration.ofSeconds(2);

    /** Deliveries of one attempt after which it is given up. Fewer than the queue's own limit, at which nobody would tell the run. */
    private static final int DEADLY = 5;

    private static final Duration LOOK = Duration.ofMillis(50);

    private final Handlers handlers;
    private final Receipts receipts;
    private final Events events;
    private final RunWatch runs;
    private final WorkerMetrics metrics;
    private final Tracing tracing;
    private final String worker;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(body -> {
        Thread thread = new Thread(body, "heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    private volatile OpenSpan underWay = OpenSpan.NONE;

    TaskRunner(
            Handlers handlers,
            Receipts receipts,
            Events events,
            RunWatch runs,
            WorkerMetrics metrics,
            Tracing tracing,
            WorkerSettings settings) {
        this.handlers = handlers;
        this.receipts = receipts;
        this.events = events;
        this.runs = runs;
        this.metrics = metrics;
        this.tracing = tracing;
        this.worker = settings.name();
    }

    void run(Assignment assignment, Delivery delivery) throws InterruptedException {
        Task task = assignment.task();
        metrics.taken(task, delivery);
        try (OpenSpan span =
                tracing.goOn(TaskWork.execution(task, worker, delivery.count()), assignment.traceparent())) {
            underWay = span;
            attempt(task, delivery, span);
        } finally {
            metrics.free();
        }
    }

    /** This process ends, and the task under way, if there is one, is no longer its. */
    void leave() {
        released(underWay);
        underWay.close();
    }

    private void attempt(Task task, Delivery delivery, OpenSpan span) throws InterruptedException {
        if (!wanted(task)) {
            LOG.infof("%s of run %s is dropped: the run wants no work", task.id(), task.runId());
            ended(task, Outcome.DROPPED, span);
            return;
        }
        try {
            // First of all: what is done is done, however often it was handed out since.
            Optional<Event> receipt = receipts.find(task);
            if (receipt.isPresent()) {
                events.announce(receipt.get());
                ended(task, Outcome.REPEATED, span);
            } else {
                claim(task, delivery);
                perform(task, delivery);
                span.set(TaskWork.OUTCOME, Outcome.DONE.label());
            }
        } catch (Cancelled e) {
            giveUp(task, delivery, e, span);
        } catch (Exception | OutOfMemoryError | LinkageError | StackOverflowError e) {
            fail(task, e, span);
        }
    }

    /**
     * Tells that the task has a worker, and waits until the broker has that: a task that kills its worker at once would otherwise look like
     * one that nobody has taken, and be handed out for ever.
     */
    private void claim(Task task, Delivery delivery) {
        if (delivery.count() > DEADLY) {
            throw new WorkersLost("handed out %d times, and none of those who took it came back with a result"
                    .formatted(delivery.count() - 1));
        }
        events.announce(TaskProgress.begun(task, worker));
    }

    private void perform(Task task, Delivery delivery) throws Exception {
        TaskProgress progress = new TaskProgress(
                task, worker, delivery, () -> runs.wants(task.runId()), events::mention, InstantSource.system());
        ScheduledFuture<?> beat = heart.scheduleAtFixedRate(progress::repeat, 1, 1, TimeUnit.SECONDS);
        LOG.infof("%s of run %s, attempt %d", task.id(), task.runId(), task.attempt());
        long begin = System.nanoTime();
        try {
            Event event = receipts.keep(task, handlers.handle(task, progress));
            events.announce(event);
            Duration time = Duration.ofNanos(System.nanoTime() - begin);
            metrics.done(task, event, time);
            LOG.infof("%s of run %s done in %.1f s", task.id(), task.runId(), time.toMillis() / 1e3);
        } finally {
            beat.cancel(false);
        }
    }

    private boolean wanted(Task task) throws InterruptedException {
        long deadline = System.nanoTime() + NEWS.toNanos();
        while (!runs.wants(task.runId())) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK.toMillis());
        }
        return true;
    }

    /** Of a run that was paused or cancelled nothing is left to do; a task that this worker has to leave goes to another. */
    private void giveUp(Task task, Delivery delivery, Cancelled reason, OpenSpan span) {
        LOG.infof("%s of run %s stopped: %s", task.id(), task.runId(), reason.getMessage());
        if (!delivery.held()) {
            released(span);
            throw reason;
        }
        ended(task, Outcome.DROPPED, span);
    }

    private void fail(Task task, Throwable thrown, OpenSpan span) {
        LOG.errorf(thrown, "%s of run %s failed", task.id(), task.runId());
        Failure failure = Failure.of(thrown);
        span.fail(failure.cause());
        ended(task, Outcome.FAILED, span);
        events.announce(failure.event(task, worker));
    }

    private void ended(Task task, Outcome outcome, OpenSpan span) {
        metrics.ended(task, outcome);
        span.set(TaskWork.OUTCOME, outcome.label());
    }

    private static void released(OpenSpan span) {
        span.set(TaskWork.OUTCOME, "released");
    }

    @PreDestroy
    void stop() {
        heart.shutdownNow();
    }
}
