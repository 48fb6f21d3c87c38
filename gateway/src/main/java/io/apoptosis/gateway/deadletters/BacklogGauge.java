package io.apoptosis.gateway.deadletters;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/** {@code apoptosis.dlq.records}: looked up now and then, since a scrape must not wait for the broker. */
@ApplicationScoped
public class BacklogGauge {
    private static final Logger LOG = Logger.getLogger(BacklogGauge.class);
    private static final int PERIOD_SECONDS = 15;

    private final Map<String, Object> kafka;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(body -> {
        Thread thread = new Thread(body, "dead-letter-count");
        thread.setDaemon(true);
        return thread;
    });
    /** Unknown until the broker has answered. */
    private volatile double count = Double.NaN;

    BacklogGauge(@Identifier("default-kafka-broker") Map<String, Object> kafka, MeterRegistry registry) {
        this.kafka = kafka;
        Gauge.builder("apoptosis.dlq.records", () -> count)
                .description("messages in the dead-letter topic, transaction markers included")
                .register(registry);
    }

    void start(@Observes StartupEvent started) {
        Admin admin = Admin.create(kafka);
        Backlog backlog = new Backlog(admin);
        clock.scheduleWithFixedDelay(() -> look(backlog), 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        clock.shutdownNow();
    }

    private void look(Backlog backlog) {
        try {
            count = backlog.count();
        } catch (ExecutionException | TimeoutException e) {
            count = Double.NaN;
            LOG.debug("the dead-letter topic is out of reach", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
