package io.apoptosis.pipeline.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.trace.Work.Role;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Off unless a collector is named. */
class TracingTest {
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String COLLECTOR = "http://collector:4318";

    static Stream<Map<String, String>> off() {
        return Stream.of(
                Map.of(),
                Map.of(ENDPOINT, ""),
                Map.of("OTEL_TRACES_EXPORTER", "otlp"),
                Map.of(ENDPOINT, COLLECTOR, "OTEL_TRACES_EXPORTER", "none"),
                Map.of(ENDPOINT, COLLECTOR, "OTEL_SDK_DISABLED", "TRUE"));
    }

    @ParameterizedTest
    @MethodSource("off")
    void shouldBeOff(Map<String, String> environment) {
        assertThat(Tracing.of("service", "1", environment)).isSameAs(Tracing.OFF);
    }

    @ParameterizedTest
    @MethodSource("on")
    void shouldBeOn(Map<String, String> environment) {
        assertThat(TraceSettings.wanted(environment)).isTrue();
    }

    static Stream<Map<String, String>> on() {
        return Stream.of(
                Map.of(ENDPOINT, COLLECTOR),
                Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", COLLECTOR),
                Map.of(ENDPOINT, COLLECTOR, "OTEL_TRACES_EXPORTER", "otlp", "OTEL_SDK_DISABLED", "false"));
    }

    @Test
    void shouldNeedNoClassOfOpenTelemetryWhenOff() throws Exception {
        Class<?> off = new WithoutOpenTelemetry().loadClass(Off.class.getName());

        Object parent = ((Supplier<?>) off.getDeclaredConstructor().newInstance()).get();

        assertThat(off.getClassLoader()).isInstanceOf(WithoutOpenTelemetry.class);
        assertThat(parent).as("a trace of others is passed on").isEqualTo("00-a-b-01");
    }

    /** Everything that services do with spans. */
    public static final class Off implements Supplier<String> {
        @Override
        public String get() {
            Work work = new Work("work", Role.CONSUMER, Map.of());
            try (Tracing tracing = Tracing.of("service", "1", Map.of());
                    OpenSpan span = tracing.goOn(work, "00-a-b-01")) {
                tracing.within(work, null, submission -> "accepted");
                span.set("outcome", "done");
                span.fail("not really");
                return String.valueOf(span.traceparent());
            }
        }
    }

    /** Loads our classes anew, and refuses OpenTelemetry's. */
    private static final class WithoutOpenTelemetry extends ClassLoader {
        WithoutOpenTelemetry() {
            super(TracingTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.opentelemetry.")) {
                throw new ClassNotFoundException(name + " is not to be loaded");
            }
            return name.startsWith("io.apoptosis.") ? anew(name) : super.loadClass(name, resolve);
        }

        private Class<?> anew(String name) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
