package io.apoptosis.gateway.health;

import io.apoptosis.gateway.runs.RunViews;
import io.apoptosis.pipeline.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the fold is running, the runs can be asked for and the object store answers. */
@Readiness
@ApplicationScoped
public class StoresReady implements HealthCheck {
    private static final String PROBE = "readiness-probe";

    private final KafkaStreams streams;
    private final RunViews views;
    private final ObjectStore store;

    StoresReady(KafkaStreams streams, RunViews views, ObjectStore store) {
        this.streams = streams;
        this.views = views;
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("runs and objects")
                .withData("streams", streams.state().name());
        if (streams.state() != KafkaStreams.State.RUNNING) {
            return answer.down().build();
        }
        try {
            views.find(PROBE);
            store.getIfPresent(PROBE);
            return answer.up().build();
        } catch (RuntimeException e) {
            return answer.down()
                    .withData("cause", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
