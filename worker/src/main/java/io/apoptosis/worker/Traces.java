package io.apoptosis.worker;

import io.apoptosis.pipeline.trace.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the worker's spans go, as the environment says. */
@ApplicationScoped
class Traces {
    @Produces
    @Singleton
    Tracing tracing(@ConfigProperty(name = "quarkus.application.name") String service, WorkerSettings settings) {
        return Tracing.of(service, settings.name(), System.getenv());
    }

    void close(@Disposes Tracing tracing) {
        tracing.close();
    }
}
