package io.apoptosis.pipeline.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Spans by OpenTelemetry's SDK, configured by its environment variables, over OTLP. */
final class OtlpTracing implements Tracing {
    /** A service that stops does not wait longer for a collector that does not answer. */
    private static final long GOODBYE_SECONDS = 5;

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final GivenIds ids;

    private OtlpTracing(SdkTracerProvider provider, GivenIds ids) {
        this.provider = provider;
        this.tracer = provider.get("io.apoptosis");
        this.ids = ids;
    }

    static OtlpTracing start(String service, String instance) {
        GivenIds ids = new GivenIds();
        return new OtlpTracing(
                AutoConfiguredOpenTelemetrySdk.builder()
                        // Ours to close: spans may still end while the JVM's hooks run.
                        .disableShutdownHook()
                        .addPropertiesSupplier(() -> defaults(service, instance))
                        .addTracerProviderCustomizer((builder, config) -> builder.setIdGenerator(ids))
                        .build()
                        .getOpenTelemetrySdk()
                        .getSdkTracerProvider(),
                ids);
    }

    /** @param processors what becomes of spans */
    static OtlpTracing with(UnaryOperator<SdkTracerProviderBuilder> processors) {
        GivenIds ids = new GivenIds();
        return new OtlpTracing(
                processors
                        .apply(SdkTracerProvider.builder().setIdGenerator(ids))
                        .build(),
                ids);
    }

    /**
     * What holds unless the environment says otherwise. Metrics are Prometheus' business. A span waits one second: a worker that is killed
     * takes few with it, and a task is no shorter.
     */
    private static Map<String, String> defaults(String service, String instance) {
        return Map.of(
                "otel.service.name", service,
                "otel.resource.attributes", "service.instance.id=" + instance,
                "otel.traces.exporter", "otlp",
                "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none",
                "otel.bsp.schedule.delay", "1000");
    }

    @Override
    public OpenSpan begin(Work work, @Nullable String parent) {
        return new OtlpSpan(builder(work, parent).startSpan());
    }

    @Override
    public void record(PastSpan past) {
        SpanBuilder builder = builder(past.work(), past.parent()).setStartTimestamp(past.begin());
        Span span = ids.giving(past.id(), builder::startSpan);
        String failure = past.failure();
        if (failure != null) {
            span.setStatus(StatusCode.ERROR, failure);
        }
        span.end(past.end());
    }

    private SpanBuilder builder(Work work, @Nullable String parent) {
        Context context = parent == null ? Context.root() : Traceparent.read(parent);
        SpanBuilder builder = tracer.spanBuilder(work.name()).setParent(context).setSpanKind(kind(work.role()));
        work.attributes().forEach((key, value) -> {
            if (value instanceof Long number) {
                builder.setAttribute(key, number);
            } else {
                builder.setAttribute(key, value.toString());
            }
        });
        return builder;
    }

    private static SpanKind kind(Work.Role role) {
        return switch (role) {
            case INTERNAL -> SpanKind.INTERNAL;
            case SERVER -> SpanKind.SERVER;
            case PRODUCER -> SpanKind.PRODUCER;
            case CONSUMER -> SpanKind.CONSUMER;
        };
    }

    @Override
    public void close() {
        provider.shutdown().join(GOODBYE_SECONDS, TimeUnit.SECONDS);
    }
}
