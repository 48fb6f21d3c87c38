package io.apoptosis.gateway.tracking;

import io.apoptosis.gateway.follow.ViewFollower;
import io.apoptosis.pipeline.store.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.mlflow.tracking.MlflowClient;

/** Keeps a tracking server informed, from the gateway's start to its end, where one is configured. */
@ApplicationScoped
public class Tracking {
    private final MlflowConfig config;
    private final Map<String, Object> kafka;
    private final ObjectStore store;
    private final String bucket;
    private final MeterRegistry registry;
    private volatile @Nullable ViewFollower follower;

    Tracking(
            MlflowConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            ObjectStore store,
            @ConfigProperty(name = "apoptosis.s3.bucket") String bucket,
            MeterRegistry registry) {
        this.config = config;
        this.kafka = kafka;
        this.store = store;
        this.bucket = bucket;
        this.registry = registry;
    }

    /** @throws IllegalArgumentException if it is configured, but wrongly */
    void start(@Observes StartupEvent started) {
        config.uri().ifPresent(uri -> follower = ViewFollower.start("mlflow", kafka, tracker(uri)));
    }

    private Tracker tracker(URI uri) {
        Credentials credentials = Credentials.of(uri, config);
        Artifacts artifacts = new Artifacts(uri, credentials.header(), Set.copyOf(config.artifacts()), store);
        MlflowServer server =
                new MlflowServer(new MlflowClient(credentials.forClient()), artifacts, config.experiment(), bucket);
        return new Tracker(server, config, registry, InstantSource.system());
    }

    void stop(@Observes ShutdownEvent stopping) {
        ViewFollower started = follower;
        if (started != null) {
            started.close();
        }
    }
}
