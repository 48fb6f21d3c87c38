package io.apoptosis.gateway.schedules;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/** What came of what others said, and of what schedules fired; there from the start, at zero. */
@Startup
@ApplicationScoped
public class ScheduleMetrics {
    private final Counter matched;
    private final Counter unmatched;
    private final Counter undecodable;
    private final Counter started;
    private final Counter refused;
    private final Counter unreadable;

    public ScheduleMetrics(MeterRegistry registry) {
        matched = triggers(registry, "matched");
        unmatched = triggers(registry, "unmatched");
        undecodable = triggers(registry, "undecodable");
        started = firings(registry, "started");
        refused = firings(registry, "refused");
        unreadable = firings(registry, "undecodable");
    }

    void matched() {
        matched.increment();
    }

    /** No schedule waits for it; it is dropped. */
    void unmatched() {
        unmatched.increment();
    }

    void undecodable() {
        undecodable.increment();
    }

    void started() {
        started.increment();
    }

    void refused() {
        refused.increment();
    }

    /** What a schedule fired can't be read here: there will be no run, and the schedule does not know. */
    void unreadable() {
        unreadable.increment();
    }

    private static Counter triggers(MeterRegistry registry, String outcome) {
        return Counter.builder("apoptosis.triggers")
                .description("what arrived from outside, by whether a schedule waited for it")
                .tag("outcome", outcome)
                .register(registry);
    }

    private static Counter firings(MeterRegistry registry, String outcome) {
        return Counter.builder("apoptosis.schedule.firings")
                .description("runs that schedules asked for, by what came of it")
                .tag("outcome", outcome)
                .register(registry);
    }
}
