package io.apoptosis.worker;

import io.apoptosis.core.Cancelled;
import io.apoptosis.core.Progress;
import io.apoptosis.pipeline.message.Event.TaskProgressed;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.queue.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Signs of life of one task, the first batch and then at most one a second, and the place where work stops that is no longer wanted. The
 * last word is repeated while a batch takes long, so a slow worker is not taken for a dead one.
 */
final class TaskProgress implements Progress {
    static final Duration REPEAT = Duration.ofSeconds(10);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Task task;
    private final String worker;
    private final Delivery delivery;
    private final BooleanSupplier wanted;
    private final Consumer<TaskProgressed> events;
    private final InstantSource clock;
    private TaskProgressed last;
    private Instant lastSent;

    /** Of a task whose worker has told that it begins. */
    TaskProgress(
            Task task,
            String worker,
            Delivery delivery,
            BooleanSupplier wanted,
            Consumer<TaskProgressed> events,
            InstantSource clock) {
        this.task = task;
        this.worker = worker;
        this.delivery = delivery;
        this.wanted = wanted;
        this.events = events;
        this.clock = clock;
        this.last = begun(task, worker);
        this.lastSent = clock.instant();
    }

    /** The first sign of life: somebody is at it. */
    static TaskProgressed begun(Task task, String worker) {
        return event(task, worker, 0, 1, "batches");
    }

    @Override
    public synchronized void advance(int done, int total, String unit) {
        if (!delivery.held()) {
            throw new Cancelled(task.id() + " is no longer this worker's");
        }
        if (!wanted.getAsBoolean()) {
            throw new Cancelled("run " + task.runId() + " wants no more work");
        }
        boolean first = last.done() == 0;
        last = event(task, worker, done, total, unit);
        sendAfter(first ? Duration.ZERO : INTERVAL);
    }

    /** To be called now and then by another thread. */
    synchronized void repeat() {
        sendAfter(REPEAT);
    }

    private void sendAfter(Duration silence) {
        Instant now = clock.instant();
        if (!now.isBefore(lastSent.plus(silence))) {
            lastSent = now;
            events.accept(last);
        }
    }

    private static TaskProgressed event(Task task, String worker, int done, int total, String unit) {
        return new TaskProgressed(task.runId(), task.id(), task.attempt(), done, total, unit, worker);
    }
}
