package io.apoptosis.worker;

import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.topic.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Knows which runs want no work: paused, cancelled or over. Reads the compacted {@code apoptosis.runs} from its beginning, every
 * partition in every worker. A plain consumer rather than a channel, because work may begin only once the past has been read: else an old
 * pause, long lifted, would stop a task.
 */
@ApplicationScoped
class RunWatch {
    private static final Logger LOG = Logger.getLogger(RunWatch.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Set<String> IDLE = Set.of("PAUSED", "CANCELLED", "FAILED", "COMPLETED");

    private final Map<String, Object> kafka;
    private final Set<String> idle = ConcurrentHashMap.newKeySet();
    private final CountDownLatch upToDate = new CountDownLatch(1);
    private volatile boolean closed;

    RunWatch(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    void start() {
        Thread thread = new Thread(this::run, "run-watch");
        thread.setDaemon(true);
        thread.start();
    }

    void awaitUpToDate() throws InterruptedException {
        upToDate.await();
    }

    boolean isUpToDate() {
        return upToDate.getCount() == 0;
    }

    /** Whether work for the run is wanted, as far as is known here. */
    boolean wants(String runId) {
        return !idle.contains(runId);
    }

    void close() {
        closed = true;
    }

    private void run() {
        while (!closed) {
            try (Consumer<String, byte[]> consumer = consumer()) {
                follow(consumer);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("the states of the runs are out of reach; trying again", e);
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) throws InterruptedException {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!closed) {
            // Before the poll, which waits where there is nothing to read.
            if (!isUpToDate()
                    && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                upToDate.countDown();
            }
            consumer.poll(POLL).forEach(this::note);
        }
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> consumer) throws InterruptedException {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.RUNS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            Thread.sleep(PAUSE.toMillis());
            throw new IllegalStateException("there is no topic " + Topics.RUNS + " yet");
        }
        return partitions;
    }

    private void note(ConsumerRecord<String, byte[]> view) {
        if (view.value() == null) {
            idle.remove(view.key());
            return;
        }
        try {
            String state = MessageJson.read(view.value(), State.class).state();
            if (IDLE.contains(state)) {
                idle.add(view.key());
            } else {
                idle.remove(view.key());
            }
        } catch (UndecodableMessage e) {
            LOG.warnf(e, "the state of run %s cannot be read; it counts as under way", view.key());
            idle.remove(view.key());
        }
    }

    private Consumer<String, byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put("enable.auto.commit", "false");
        config.put("isolation.level", "read_committed");
        config.put("client.id", "run-watch");
        config.remove("group.id");
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** All that a worker needs to know of a run's view. */
    record State(String state) {}
}
