package io.apoptosis.gateway.follow;

import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Follows the runs' views as a group, so that of several gateways one tells the listener, and another goes on where one was lost. What the
 * listener was told in the last seconds before a gateway was killed, another is told again.
 */
public final class ViewFollower implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ViewFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration COMMIT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String name;
    private final Map<String, Object> kafka;
    private final ViewListener listener;
    private final Thread thread;
    private volatile boolean closed;

    private ViewFollower(String name, Map<String, Object> kafka, ViewListener listener) {
        this.name = name;
        this.kafka = kafka;
        this.listener = listener;
        this.thread = new Thread(this::run, name);
    }

    /** @param name of the thread; with "apoptosis-" before it that of the group */
    public static ViewFollower start(String name, Map<String, Object> kafka, ViewListener listener) {
        ViewFollower follower = new ViewFollower(name, kafka, listener);
        follower.thread.setDaemon(true);
        follower.thread.start();
        return follower;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try (Consumer<String, byte[]> consumer = consumer()) {
                try {
                    follow(consumer);
                } finally {
                    // Closed in the middle of something, it still says goodbye to its group: another takes over at
                    // once.
                    Thread.interrupted();
                }
            } catch (RuntimeException e) {
                pause(e);
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        consumer.subscribe(List.of(Topics.RUNS));
        long noted = System.nanoTime();
        while (!closed) {
            consumer.poll(POLL).forEach(this::tell);
            listener.idle();
            // What was interrupted by the gateway's end was not done.
            if (!closed && listener.settled() && System.nanoTime() - noted > COMMIT.toNanos()) {
                consumer.commitSync();
                noted = System.nanoTime();
            }
        }
    }

    private void pause(RuntimeException failure) {
        if (closed) {
            return;
        }
        LOG.warnf(failure, "the runs' views are out of reach; %s waits", name);
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private void tell(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            listener.changed(MessageJson.read(record.value(), RunView.class));
        } catch (UndecodableMessage e) {
            LOG.warnf("unreadable view of run %s: %s", record.key(), e.getMessage());
        }
    }

    private Consumer<String, byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("group.id", "apoptosis-" + name);
        settings.put("client.id", name);
        settings.put("isolation.level", "read_committed");
        // Runs that ended before somebody wished to be told are not news.
        settings.put("auto.offset.reset", "latest");
        // A consumer that is closed in the middle of a view must not count it as done.
        settings.put("enable.auto.commit", "false");
        // All that one view takes fits between two polls.
        settings.put("max.poll.records", 1);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
