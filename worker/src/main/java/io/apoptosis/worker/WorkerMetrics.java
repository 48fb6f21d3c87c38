package io.apoptosis.worker;

import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.ShardScored;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.queue.Delivery;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/** {@code apoptosis_*} on {@code /q/metrics}. Labels are bounded: kinds and outcomes, never run ids. */
@ApplicationScoped
class WorkerMetrics {
    /** How a task ended. */
    enum Outcome {
        DONE,
        REPEATED,
        DROPPED,
        FAILED
    }

    private final MeterRegistry registry;
    private final AtomicReference<Double> imagesPerSecond = new AtomicReference<>(0.0);

    WorkerMetrics(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("apoptosis.images.per.second", imagesPerSecond, AtomicReference::get);
    }

    void taken(Task task, Delivery delivery) {
        if (task.attempt() > 1 || delivery.count() > 1) {
            registry.counter("apoptosis.retries", "kind", kind(task)).increment();
        }
    }

    void ended(Task task, Outcome outcome) {
        registry.counter(
                        "apoptosis.tasks",
                        "kind",
                        kind(task),
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** Time of a shard, a slice, a pruning … by kind, and the scoring rate. */
    void done(Task task, Event event, Duration time) {
        registry.timer(timer(task)).record(time);
        if (event instanceof ShardScored scored && scored.seconds() > 0) {
            registry.counter("apoptosis.images.scored").increment(scored.images());
            imagesPerSecond.set(scored.images() / scored.seconds());
        }
        ended(task, Outcome.DONE);
    }

    <T> void countDeadLetters(T queue, ToDoubleFunction<T> count) {
        FunctionCounter.builder("apoptosis.dlq", queue, count).register(registry);
    }

    private static String timer(Task task) {
        return switch (kind(task)) {
            case "score" -> "apoptosis.shard";
            case "finetune" -> "apoptosis.slice";
            default -> "apoptosis." + kind(task);
        };
    }

    private static String kind(Task task) {
        return task.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
