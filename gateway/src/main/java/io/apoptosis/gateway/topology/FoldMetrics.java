package io.apoptosis.gateway.topology;

import static java.util.Objects.requireNonNull;

import io.apoptosis.pipeline.message.Task;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the fold has out and what went wrong, over the partitions of this gateway. */
@ApplicationScoped
public class FoldMetrics {
    private final Counter setAside;
    private final Map<Task.Kind, Counter> retries = new EnumMap<>(Task.Kind.class);
    private final Map<String, List<Task>> outstanding = new ConcurrentHashMap<>();

    public FoldMetrics(MeterRegistry registry) {
        this.setAside = Counter.builder("apoptosis.dead.letters")
                .description("messages set aside because they can't be understood")
                .register(registry);
        for (Task.Kind kind : Task.Kind.values()) {
            Gauge.builder("apoptosis.tasks.outstanding", () -> count(kind))
                    .description("tasks of live runs that have no result yet")
                    .tag("kind", label(kind))
                    .register(registry);
            retries.put(
                    kind,
                    Counter.builder("apoptosis.task.retries")
                            .description("tasks sent again after a failure or silence")
                            .tag("kind", label(kind))
                            .register(registry));
        }
    }

    void outstanding(String runId, List<Task> tasks) {
        outstanding.put(runId, List.copyOf(tasks));
    }

    void idle(String runId) {
        outstanding.remove(runId);
    }

    void retried(Task.Kind kind) {
        requireNonNull(retries.get(kind)).increment();
    }

    public void setAside() {
        setAside.increment();
    }

    private long count(Task.Kind kind) {
        return outstanding.values().stream()
                .flatMap(List::stream)
                .filter(task -> task.kind() == kind)
                .count();
    }

    private static String label(Task.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
