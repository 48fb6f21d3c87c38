package io.apoptosis.worker;

import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.ShardScored;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.queue.Delivery;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * {@code apoptosis_*} on {@code /q/metrics}. Labels are bounded: kinds and outcomes, never run ids. What a worker can count is there from
 * its first moment, at zero: a rate needs a value before the first increment.
 */
@ApplicationScoped
class WorkerMetrics {
    private static final Duration[] BUCKETS = Stream.of(1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600)
            .map(Duration::ofSeconds)
            .toArray(Duration[]::new);

    /** How a task ended. */
    enum Outcome {
        DONE,
        REPEATED,
        DROPPED,
        FAILED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final MeterRegistry registry;
    private final String queue;
    private final AtomicReference<Double> imagesPerSecond = new AtomicReference<>(0.0);
    private final AtomicInteger busy = new AtomicInteger();

    WorkerMetrics(MeterRegistry registry, WorkerSettings settings, Handlers handlers) {
        this.registry = registry;
        this.queue = settings.queue().substring(settings.queue().lastIndexOf('.') + 1);
        registry.gauge("apoptosis.images.per.second", imagesPerSecond, AtomicReference::get);
        Gauge.builder("apoptosis.worker.busy", busy, AtomicInteger::get)
                .description("1 while a task is under way")
                .tag("kind", queue)
                .register(registry);
        handlers.kinds().forEach(this::prepare);
    }

    private void prepare(Class<?> task) {
        String kind = kind(task);
        timer(kind);
        retries(kind);
        for (Outcome outcome : Outcome.values()) {
            tasks(kind, outcome);
        }
    }

    void taken(Task task, Delivery delivery) {
        busy.set(1);
        if (task.attempt() > 1 || delivery.count() > 1) {
            retries(kind(task.getClass())).increment();
        }
    }

    /** Nothing is under way, however it ended. */
    void free() {
        busy.set(0);
    }

    void ended(Task task, Outcome outcome) {
        tasks(kind(task.getClass()), outcome).increment();
    }

    /** Time of a shard, a slice, a pruning … by kind, and the scoring rate. */
    void done(Task task, Event event, Duration time) {
        timer(kind(task.getClass())).record(time);
        if (event instanceof ShardScored scored && scored.seconds() > 0) {
            registry.counter("apoptosis.images.scored").increment(scored.images());
            imagesPerSecond.set(scored.images() / scored.seconds());
        }
        ended(task, Outcome.DONE);
    }

    <T> void countDeadLetters(T queue, ToDoubleFunction<T> count) {
        FunctionCounter.builder("apoptosis.dlq", queue, count).register(registry);
    }

    /** Whether the broker counts this worker in. */
    void watchJoined(BooleanSupplier joined) {
        Gauge.builder("apoptosis.worker.joined", () -> joined.getAsBoolean() ? 1 : 0)
                .description("1 while the broker hands tasks to this worker")
                .tag("kind", queue)
                .register(registry);
    }

    private Timer timer(String kind) {
        String name = switch (kind) {
            case "score" -> "apoptosis.shard";
            case "finetune" -> "apoptosis.slice";
            default -> "apoptosis." + kind;
        };
        return Timer.builder(name).serviceLevelObjectives(BUCKETS).register(registry);
    }

    private Counter retries(String kind) {
        return registry.counter("apoptosis.retries", "kind", kind);
    }

    private Counter tasks(String kind, Outcome outcome) {
        return registry.counter("apoptosis.tasks", "kind", kind, "outcome", outcome.label());
    }

    private static String kind(Class<?> task) {
        return task.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
