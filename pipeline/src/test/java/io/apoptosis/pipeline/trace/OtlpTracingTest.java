package io.apoptosis.pipeline.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.pipeline.trace.Work.Role;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpTracingTest {
    private static final Work WORK = new Work("work", Role.SERVER, Map.of("text", "a", "number", 7L));
    private static final String REMOTE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05.678Z");

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final Tracing tracing =
            OtlpTracing.with(builder -> builder.addSpanProcessor(SimpleSpanProcessor.create(exporter)));

    @Test
    void aSpanHasItsKindItsAttributesAndWhatWasSaidOfIt() {
        OpenSpan span = tracing.begin(WORK, null);
        span.set("outcome", "done");
        span.close();
        span.close();

        SpanData told = only();
        assertThat(told.getName()).isEqualTo("work");
        assertThat(told.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(told.getAttributes().get(AttributeKey.stringKey("text"))).isEqualTo("a");
        assertThat(told.getAttributes().get(AttributeKey.longKey("number"))).isEqualTo(7);
        assertThat(told.getAttributes().get(AttributeKey.stringKey("outcome"))).isEqualTo("done");
        assertThat(span.traceparent()).isEqualTo("00-%s-%s-01".formatted(told.getTraceId(), told.getSpanId()));
    }

    @Test
    void aTraceThatAnotherHasBegunGoesOn() {
        tracing.goOn(WORK, REMOTE).close();

        assertThat(only().getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(only().getParentSpanId()).isEqualTo("b7ad6b7169203331");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "00-00000000000000000000000000000000-b7ad6b7169203331-01"})
    void aParentThatMakesNoSenseBeginsATrace(String parent) {
        tracing.begin(WORK, parent).close();

        assertThat(only().getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void whatTheCallerDoesNotWantToBeTracedIsNot() {
        OpenSpan span = tracing.begin(WORK, REMOTE.replaceFirst("01$", "00"));
        span.close();

        assertThat(exporter.getFinishedSpanItems()).isEmpty();
        assertThat(span.traceparent()).as("and those after it know").endsWith("-00");
    }

    @Test
    void aRunWithoutATraceGetsNone() {
        OpenSpan span = tracing.goOn(WORK, null);
        span.close();

        assertThat(span.traceparent()).isNull();
        assertThat(exporter.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void aPastSpanHasTheIdThatWasGivenOutAndTheNextOneAnother() {
        tracing.record(new PastSpan(WORK, REMOTE, "00f067aa0ba902b7", BEGIN, BEGIN.plusSeconds(2), "broken"));
        SpanData told = only();
        exporter.reset();
        tracing.begin(WORK, null).close();

        assertThat(told.getSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(told.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(told.getStartEpochNanos()).isEqualTo(BEGIN.toEpochMilli() * 1_000_000);
        assertThat(told.getEndEpochNanos() - told.getStartEpochNanos()).isEqualTo(2_000_000_000L);
        assertThat(told.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(told.getStatus().getDescription()).isEqualTo("broken");
        assertThat(only().getSpanId()).isNotEqualTo("00f067aa0ba902b7");
    }

    @Test
    void whatTheBodyThrowsIsTheSpansFailureToo() {
        assertThatThrownBy(() -> tracing.within(WORK, null, span -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(only().getStatus().getDescription()).isEqualTo("no");
    }

    private SpanData only() {
        assertThat(exporter.getFinishedSpanItems()).hasSize(1);
        return exporter.getFinishedSpanItems().get(0);
    }
}
