package io.apoptosis.pipeline.trace;

import java.util.Map;

/**
 * Whether traces are wanted. OpenTelemetry's own default is yes, to a collector on the same machine; here somebody has to name one. All
 * else is as OpenTelemetry's environment variables have it.
 */
final class TraceSettings {
    private TraceSettings() {}

    static boolean wanted(Map<String, String> environment) {
        boolean named = has(environment, "OTEL_EXPORTER_OTLP_ENDPOINT")
                || has(environment, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        return named
                && !says(environment, "OTEL_TRACES_EXPORTER", "none")
                && !says(environment, "OTEL_SDK_DISABLED", "true");
    }

    /** An empty variable counts as none, as OpenTelemetry has it. */
    private static boolean has(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }

    private static boolean says(Map<String, String> environment, String name, String value) {
        return environment.getOrDefault(name, "").strip().equalsIgnoreCase(value);
    }
}
