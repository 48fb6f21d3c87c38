package io.apoptosis.gateway.traces;

import io.apoptosis.pipeline.trace.Tracing;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Traces, as the environment says. Closed when everything that might begin a span has stopped. */
@Dependent
public class TracingProducer {
    @Produces
    @Singleton
    Tracing tracing(
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.uuid") String instance) {
        return Tracing.of(service, instance, System.getenv());
    }

    void close(@Disposes Tracing tracing) {
        tracing.close();
    }
}
