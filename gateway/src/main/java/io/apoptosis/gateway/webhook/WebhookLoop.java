package io.apoptosis.gateway.webhook;

import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the runs' views as a group, so that of several gateways one sends, and another goes on where one was lost. What was sent in the
 * last seconds before a gateway was killed is sent again.
 */
@ApplicationScoped
public class WebhookLoop {
    private static final Logger LOG = Logger.getLogger(WebhookLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration COMMIT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final WebhookConfig config;
    private final Map<String, Object> kafka;
    private final MeterRegistry registry;
    private final Endings endings = new Endings();
    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    WebhookLoop(
            WebhookConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry registry) {
        this.config = config;
        this.kafka = kafka;
        this.registry = registry;
    }

    /** @throws IllegalArgumentException if it is configured, but wrongly: better no gateway than one that stays silent */
    void start(@Observes StartupEvent started) {
        if (config.url().isPresent()) {
            Delivery delivery = new Delivery(new Receiver(config, InstantSource.system()), config, registry);
            Thread loop = new Thread(() -> run(delivery), "webhook");
            loop.setDaemon(true);
            loop.start();
            thread = loop;
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        closed = true;
        Thread loop = thread;
        if (loop != null) {
            loop.interrupt();
        }
    }

    private void run(Delivery delivery) {
        while (!closed) {
            try (Consumer<String, byte[]> consumer = consumer()) {
                follow(consumer, delivery);
            } catch (RuntimeException e) {
                pause(e);
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer, Delivery delivery) {
        consumer.subscribe(List.of(Topics.RUNS));
        long noted = System.nanoTime();
        while (!closed) {
            consumer.poll(POLL).forEach(record -> note(record, delivery));
            // What was interrupted by the gateway's end was not sent.
            if (!closed && System.nanoTime() - noted > COMMIT.toNanos()) {
                consumer.commitSync();
                noted = System.nanoTime();
            }
        }
    }

    private void pause(RuntimeException failure) {
        if (closed) {
            return;
        }
        LOG.warn("the runs' views are out of reach; notices wait", failure);
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private void note(ConsumerRecord<String, byte[]> record, Delivery delivery) {
        if (record.value() == null) {
            return;
        }
        try {
            RunView view = MessageJson.read(record.value(), RunView.class);
            endings.of(view).ifPresent(notice -> delivery.deliver(view, notice));
        } catch (UndecodableMessage e) {
            LOG.warnf("unreadable view of run %s: %s", record.key(), e.getMessage());
        }
    }

    private Consumer<String, byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("group.id", "apoptosis-webhook");
        settings.put("client.id", "webhook");
        settings.put("isolation.level", "read_committed");
        // Runs that ended before somebody wished to be told are not news.
        settings.put("auto.offset.reset", "latest");
        // A consumer that is closed in the middle of a notice must not count it as sent.
        settings.put("enable.auto.commit", "false");
        // All tries of one notice fit between two polls.
        settings.put("max.poll.records", 1);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
