package io.apoptosis.pipeline.queue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer's life. A task is taken with a lock; while the work runs on its own thread this one renews the lock, and the record comes
 * back from the next poll once the broker has agreed: only then can it be acknowledged again.
 */
final class Session<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ShareConsumer<String, byte[]> consumer;
    private final QueueSettings settings;
    private final Decoder<T> decoder;
    private final Work<T> work;
    private final Executor executor;
    private final DeadLetterSender deadLetters;
    private final CompletableFuture<Void> stop;
    private @Nullable Job job;

    Session(
            ShareConsumer<String, byte[]> consumer,
            QueueSettings settings,
            Decoder<T> decoder,
            Work<T> work,
            Executor executor,
            DeadLetterSender deadLetters,
            CompletableFuture<Void> stop) {
        this.consumer = consumer;
        this.settings = settings;
        this.decoder = decoder;
        this.work = work;
        this.executor = executor;
        this.deadLetters = deadLetters;
        this.stop = stop;
        consumer.setAcknowledgementCommitCallback(this::acknowledged);
    }

    /** One poll and what follows from it. */
    void turn() throws InterruptedException {
        Job before = job;
        if (before != null && !before.delivery().held()) {
            abandon(before);
        }
        for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
            Job current = job;
            if (current != null && !current.isOf(message)) {
                // The broker hands out another task only after it has taken the current one away.
                abandon(current);
                current = null;
            }
            if (current == null) {
                current = begin(message);
            }
            if (current != null) {
                attend(current, message);
            }
        }
    }

    /** Whatever is still under way ends; the broker gives it to others once the consumer is closed. */
    void end() throws InterruptedException {
        Job current = job;
        if (current != null) {
            abandon(current);
        }
    }

    private @Nullable Job begin(ConsumerRecord<String, byte[]> message) throws InterruptedException {
        T task;
        try {
            task = decoder.decode(message);
        } catch (Exception e) {
            setAside(message, e);
            return null;
        }
        job = Job.start(message, task, work, executor);
        return job;
    }

    /** Waits for the work as long as the lock allows, then settles or renews. */
    private void attend(Job current, ConsumerRecord<String, byte[]> message) throws InterruptedException {
        boolean ended = current.endsWithin(settings.lock().dividedBy(3), stop);
        if (!ended && stop.isDone()) {
            current.delivery().end();
            ended = current.endsWithin(GRACE);
            if (!ended) {
                settle(message, AcknowledgeType.RELEASE);
                return;
            }
        }
        if (ended) {
            settle(current, message);
        } else {
            renew(message);
        }
    }

    /**
     * Committed here and now. Left to the next poll, as the documentation has it, the renewal would travel with a fetch, after which the
     * client (4.3.1) fetches on: it would hold a second task, unseen, until that one's lock is lost.
     */
    private void renew(ConsumerRecord<String, byte[]> message) {
        consumer.acknowledge(message, AcknowledgeType.RENEW);
        consumer.commitSync();
    }

    private void settle(Job ended, ConsumerRecord<String, byte[]> message) throws InterruptedException {
        Throwable failure = ended.failure();
        if (failure == null) {
            settle(message, AcknowledgeType.ACCEPT);
        } else if (ended.delivery().held() && ended.delivery().count() >= settings.deliveries()) {
            // One more release and the broker would drop it without a word.
            setAside(message, failure);
        } else {
            LOG.warn("task {} of {} goes back to the queue", message.offset(), message.topic(), failure);
            settle(message, AcknowledgeType.RELEASE);
        }
    }

    private void setAside(ConsumerRecord<String, byte[]> message, Throwable cause) throws InterruptedException {
        LOG.error("message {} of {} goes to the dead letters", message.offset(), message.topic(), cause);
        deadLetters.send(message, cause);
        settle(message, AcknowledgeType.REJECT);
    }

    private void settle(ConsumerRecord<String, byte[]> message, AcknowledgeType type) {
        job = null;
        consumer.acknowledge(message, type);
        Map<TopicIdPartition, Optional<KafkaException>> outcomes = consumer.commitSync();
        // The task comes again; doing it twice changes nothing, so this is worth a line and no more.
        outcomes.values()
                .forEach(outcome -> outcome.ifPresent(e ->
                        LOG.warn("{} of message {} of {} came too late", type, message.offset(), message.topic(), e)));
    }

    /** A task whose lock is lost: its work ends before the next one starts. */
    private void abandon(Job lost) throws InterruptedException {
        lost.delivery().end();
        if (!lost.endsWithin(GRACE)) {
            LOG.warn("the work on a task that was taken away does not end; waiting for it");
        }
        job = null;
    }

    private void acknowledged(Map<TopicIdPartition, Set<Long>> offsets, @Nullable Exception failure) {
        Job current = job;
        if (failure != null && current != null) {
            LOG.warn("the lock of the task under way could not be renewed", failure);
            current.delivery().end();
        }
    }
}
