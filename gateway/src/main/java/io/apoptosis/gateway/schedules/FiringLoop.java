package io.apoptosis.gateway.schedules;

import io.apoptosis.pipeline.message.Messages;
import io.apoptosis.pipeline.message.ScheduleMessage.Firing;
import io.apoptosis.pipeline.message.ScheduleMessage.FiringConcluded;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.topic.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
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
 * Takes firings one by one, as a group, so that of several gateways one submits each. What a gateway was at when it was killed is done
 * again by another, to the same effect: the run's id is in the firing.
 */
@ApplicationScoped
public class FiringLoop {
    private static final Logger LOG = Logger.getLogger(FiringLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration GOODBYE = Duration.ofSeconds(3);
    /** Large networks and data sets are read to check them. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Launcher launcher;
    private final ScheduleCommands commands;
    private final ScheduleMetrics metrics;
    private final Map<String, Object> kafka;
    private final Clock clock = Clock.systemUTC();
    private final Thread thread = new Thread(this::run, "firings");
    private volatile boolean closed;

    FiringLoop(
            Launcher launcher,
            ScheduleCommands commands,
            ScheduleMetrics metrics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.launcher = launcher;
        this.commands = commands;
        this.metrics = metrics;
        this.kafka = kafka;
    }

    void start(@Observes StartupEvent started) {
        thread.setDaemon(true);
        thread.start();
    }

    /** Without an interruption, so that it leaves its group and another gateway goes on at once. */
    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        closed = true;
        thread.join(GOODBYE.toMillis());
    }

    private void run() {
        while (!closed) {
            try (Consumer<String, byte[]> consumer = consumer()) {
                follow(consumer);
            } catch (RuntimeException e) {
                pause(e);
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        consumer.subscribe(List.of(Topics.FIRINGS));
        while (!closed) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                conclude(record);
                // After the outcome is with the broker, and before the next: no run without one, however it ends.
                consumer.commitSync();
            }
        }
    }

    private void conclude(ConsumerRecord<String, byte[]> record) {
        try {
            Firing firing = Messages.decode(record.headers(), record.value(), Firing.class);
            String problem = launcher.launch(firing).orElse(null);
            commands.publish(new FiringConcluded(firing.name(), clock.instant(), firing.runId(), problem));
        } catch (UndecodableMessage e) {
            metrics.unreadable();
            LOG.warnf("ignored a firing with key %s: %s", record.key(), e.getMessage());
        }
    }

    private void pause(RuntimeException failure) {
        if (closed) {
            return;
        }
        LOG.warn("a firing waits for better times", failure);
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private Consumer<String, byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("group.id", "apoptosis-firings");
        settings.put("client.id", "firings");
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        settings.put("max.poll.records", 1);
        settings.put("max.poll.interval.ms", Math.toIntExact(LONGEST.toMillis()));
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
