package io.apoptosis.pipeline.queue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A task under way: its record, the hold on it, and the work on the other thread. */
final class Job {
    private final ConsumerRecord<String, byte[]> message;
    private final Delivery delivery;
    private final CompletableFuture<Void> end;

    private Job(ConsumerRecord<String, byte[]> message, Delivery delivery, CompletableFuture<Void> end) {
        this.message = message;
        this.delivery = delivery;
        this.end = end;
    }

    static <T> Job start(ConsumerRecord<String, byte[]> message, T task, Work<T> work, Executor executor) {
        Delivery delivery =
                new Delivery(message.deliveryCount().map(Short::intValue).orElse(1));
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> perform(work, task, delivery), executor);
        return new Job(message, delivery, end);
    }

    private static <T> void perform(Work<T> work, T task, Delivery delivery) {
        try {
            work.perform(task, delivery);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    boolean isOf(ConsumerRecord<String, byte[]> other) {
        return message.offset() == other.offset()
                && message.partition() == other.partition()
                && message.topic().equals(other.topic());
    }

    Delivery delivery() {
        return delivery;
    }

    /** Waits until the work has ended, the time is up, or {@code interruption} completes. */
    boolean endsWithin(Duration time, CompletableFuture<Void> interruption) throws InterruptedException {
        await(CompletableFuture.anyOf(end, interruption), time);
        return end.isDone();
    }

    boolean endsWithin(Duration time) throws InterruptedException {
        await(end, time);
        return end.isDone();
    }

    /** Why the work failed; null if it did not. Only once it has ended. */
    @Nullable
    Throwable failure() {
        return end.handle((nothing, failure) -> failure instanceof CompletionException ? failure.getCause() : failure)
                .join();
    }

    private static void await(CompletableFuture<?> future, Duration time) throws InterruptedException {
        try {
            future.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Both are answers: the caller looks at the state.
        }
    }
}
