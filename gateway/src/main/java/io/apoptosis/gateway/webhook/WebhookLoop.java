package io.apoptosis.gateway.webhook;

import io.apoptosis.gateway.follow.ViewFollower;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the receiver of endings, from the gateway's start to its end, where one is configured. */
@ApplicationScoped
public class WebhookLoop {
    private final WebhookConfig config;
    private final Map<String, Object> kafka;
    private final MeterRegistry registry;
    private volatile @Nullable ViewFollower follower;

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
            Endings endings = new Endings();
            follower = ViewFollower.start(
                    "webhook", kafka, view -> endings.of(view).ifPresent(notice -> delivery.deliver(view, notice)));
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        ViewFollower started = follower;
        if (started != null) {
            started.close();
        }
    }
}
